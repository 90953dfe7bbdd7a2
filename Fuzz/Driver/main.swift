import CLibFuzzer
import FuzzTargets
import Glibc

/// libFuzzer over one target, which `TERPADU_FUZZ_TARGET` names: libFuzzer starts the program again
/// with arguments of its own. The arguments are libFuzzer's.
private let target: FuzzTarget = {
  guard let name = getenv("TERPADU_FUZZ_TARGET"),
    let target = FuzzTarget(rawValue: String(cString: name))
  else {
    let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: " ")
    say("TERPADU_FUZZ_TARGET is one of: \(names)")
    exit(2)
  }
  return target
}()

private func say(_ line: String) {
  let text = Array("\(line)\n".utf8)
  _ = write(STDERR_FILENO, text, text.count)
}

private func run(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  do {
    try target.run([UInt8](UnsafeBufferPointer(start: data, count: size)))
  } catch {
    say("broken property of \(target): \(error)")
    abort()
  }
  return 0
}

private var count = CommandLine.argc
private var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(LLVMFuzzerRunDriver(&count, &arguments) { run($0, $1) })
