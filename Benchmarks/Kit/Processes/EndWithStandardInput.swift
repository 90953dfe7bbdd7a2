import Foundation

/// Ends this process, which blocks elsewhere, as soon as its parent closes its standard input.
func endWithStandardInput() {
  Thread {
    while readLine() != nil {}
    exit(0)
  }.start()
}
