import Foundation
import Localization

/// ArgumentParser speaks English only: its headings and its most common sentences in Indonesian.
enum ParserWording {
  static func text(_ text: String, in language: Language) -> String {
    guard language == .id else { return text }
    return replacements.reduce(text) { text, pair in
      text.replacing(pair.0, with: pair.1)
    }
  }

  private static let replacements: [(String, String)] = [
    ("OVERVIEW: ", ""),
    ("USAGE: ", "PEMAKAIAN: "),
    ("<options>", "<pilihan>"),
    ("<subcommand>", "<perintah>"),
    ("<subcommands>", "<perintah>"),
    ("ARGUMENTS:", "ARGUMEN:"),
    ("OPTIONS:", "PILIHAN:"),
    ("SUBCOMMANDS:", "PERINTAH:"),
    ("(default: ", "(bawaan: "),
    ("Show help information.", "Tampilkan bantuan ini."),
    ("Show subcommand help information.", "Tampilkan bantuan perintah."),
    ("See 'terpadu help", "Lihat 'terpadu help"),
    ("' for detailed help.", "' untuk bantuan rinci."),
    ("'. Did you mean '", "'. Maksud Anda '"),
    ("Unknown option ", "pilihan tidak dikenal: "),
    ("Did you mean ", "Maksud Anda "),
    ("Missing value for ", "nilai belum diberikan untuk "),
    ("Missing expected argument ", "argumen wajib belum diberikan: "),
    ("Missing one of: ", "salah satu ini wajib: "),
    ("Unexpected argument ", "perintah atau argumen tidak dikenal: "),
    ("unexpected arguments: ", "argumen tidak dikenal: "),
    ("The value ", "nilai "),
    (" is invalid for ", " tidak sah untuk "),
  ]
}
