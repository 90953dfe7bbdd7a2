extension Catalogue {
  static let roles: [String: Text] = [
    "action": Text(id: "tindak lanjut", en: "action"),
    "coordination": Text(id: "koordinasi", en: "coordination"),
    "attention": Text(id: "perhatian", en: "attention"),
  ]

  static let messageKinds: [String: Text] = [
    "alert": Text(id: "peringatan", en: "alert"),
    "update": Text(id: "pembaruan", en: "update"),
    "withdrawal": Text(id: "pencabutan", en: "withdrawal"),
    "task": Text(id: "tugas", en: "task"),
    "reminder": Text(id: "pengingat", en: "reminder"),
    "escalation": Text(id: "eskalasi", en: "escalation"),
    "handover": Text(id: "serah terima", en: "hand-over"),
    "directive": Text(id: "arahan", en: "directive"),
    "alarm": Text(id: "gangguan sistem", en: "system alarm"),
  ]

  static let findingStates: [String: Text] = [
    "recorded": Text(id: "dicatat (uji negatif)", en: "recorded (negative test)"),
    "reported": Text(id: "dilaporkan", en: "reported"),
    "presumptive": Text(id: "dugaan (uji cepat)", en: "presumptive (rapid test)"),
    "confirmed": Text(id: "terkonfirmasi", en: "confirmed"),
    "refuted": Text(id: "tidak terbukti", en: "refuted"),
    "closed": Text(id: "ditutup", en: "closed"),
    "withdrawn": Text(id: "dicabut", en: "withdrawn"),
  ]

  static let findingSteps: [String: Text] = [
    "reported": Text(id: "dilaporkan", en: "reported"),
    "amended": Text(id: "diubah", en: "amended"),
    "tested": Text(id: "diuji", en: "tested"),
    "withdrawn": Text(id: "dicabut", en: "withdrawn"),
    "closed": Text(id: "ditutup", en: "closed"),
    "opened": Text(id: "dibuka", en: "opened"),
  ]

  static let activities: [String: Text] = [
    "production-inspection": Text(
      id: "pemeriksaan sarana produksi", en: "inspection of production"),
    "distribution-inspection": Text(
      id: "pemeriksaan sarana distribusi", en: "inspection of distribution"),
    "sampling": Text(id: "pengambilan sampel", en: "sampling"),
    "label-check": Text(id: "pengawasan label", en: "label check"),
    "advert-watch": Text(id: "pengawasan iklan", en: "advertisement watch"),
    "tracing": Text(id: "penelusuran", en: "tracing"),
    "complaint": Text(id: "pengaduan", en: "complaint"),
    "outbreak": Text(id: "KLB keracunan pangan", en: "food-poisoning outbreak"),
  ]

  static let triggers: [String: Text] = [
    "routine": Text(id: "rutin", en: "routine"),
    "incident": Text(id: "kejadian", en: "incident"),
    "tracing": Text(id: "penelusuran", en: "tracing"),
    "certification": Text(id: "sertifikasi", en: "certification"),
  ]

  static let testKinds: [String: Text] = [
    "rapid": Text(id: "uji cepat", en: "rapid test"),
    "lab": Text(id: "uji konfirmasi", en: "laboratory test"),
  ]

  static let testResults: [String: Text] = [
    "positive": Text(id: "positif", en: "positive"),
    "negative": Text(id: "negatif", en: "negative"),
  ]

  static let placeRoles: [String: Text] = [
    "found": Text(id: "ditemukan", en: "found"),
    "sold": Text(id: "dijual", en: "sold"),
    "produced": Text(id: "diproduksi", en: "produced"),
    "supplied": Text(id: "dipasok", en: "supplied"),
    "stored": Text(id: "disimpan", en: "stored"),
  ]

  static let facilities: [String: Text] = [
    "market": Text(id: "pasar", en: "market"),
    "stall": Text(id: "warung atau lapak", en: "stall"),
    "shop": Text(id: "toko", en: "shop"),
    "warehouse": Text(id: "gudang", en: "warehouse"),
    "home-industry": Text(id: "industri rumah tangga", en: "home industry"),
    "plant": Text(id: "pabrik", en: "plant"),
    "online": Text(id: "toko daring", en: "online shop"),
    "pharmacy": Text(id: "apotek", en: "pharmacy"),
    "b2-trader": Text(
      id: "pedagang bahan berbahaya (B2)", en: "trader of hazardous substances (B2)"),
    "household": Text(id: "rumah tangga", en: "household"),
    "other": Text(id: "sarana lain", en: "other facility"),
  ]

  static let taskStates: [String: Text] = [
    "open": Text(id: "terbuka", en: "open"),
    "accepted": Text(id: "diterima", en: "accepted"),
    "reported": Text(id: "dilaporkan", en: "reported"),
    "completed": Text(id: "selesai", en: "completed"),
    "redirected": Text(id: "dialihkan", en: "redirected"),
    "cancelled": Text(id: "dibatalkan", en: "cancelled"),
  ]

  static let linkStates: [String: Text] = [
    "connecting": Text(id: "menghubungi", en: "connecting"),
    "catching-up": Text(id: "mengejar", en: "catching up"),
    "live": Text(id: "langsung", en: "live"),
    "down": Text(id: "terputus", en: "down"),
    "stopped": Text(id: "berhenti", en: "stopped"),
  ]

  static let linkReasons: [String: Text] = [
    "fork": Text(id: "isi log bercabang", en: "the log has forked"),
    "other-log": Text(id: "log lain", en: "another log"),
    "epoch": Text(id: "log dipulihkan, epoch lain", en: "restored log, another epoch"),
    "older-head": Text(
      id: "log dipulihkan dari salinan lama", en: "log restored from an older copy"),
    "damaged": Text(id: "catatan rusak", en: "damaged record"),
  ]

  static let steps: [String: Text] = [
    "none": Text(id: "tidak ada", en: "none"),
    "amend": Text(id: "mengubah", en: "amend"),
    "test": Text(id: "menguji", en: "test"),
    "withdraw": Text(id: "mencabut", en: "withdraw"),
    "close": Text(id: "menutup", en: "close"),
    "open": Text(id: "membuka", en: "open"),
    "accept": Text(id: "menerima", en: "accept"),
    "redirect": Text(id: "mengalihkan", en: "redirect"),
    "report": Text(id: "melaporkan", en: "report"),
    "complete": Text(id: "menyelesaikan", en: "complete"),
  ]

  static let certainties: [String: Text] = [
    "regulation": Text(id: "menurut peraturan", en: "by regulation"),
    "secondary": Text(id: "sumber sekunder", en: "secondary source"),
    "knowledge": Text(id: "perlu diperiksa", en: "to be checked"),
  ]

  static let outcomes: [String: Text] = [
    "invalid": Text(id: "Tidak sah", en: "Invalid"),
    "unauthorised": Text(id: "Tidak dikenal", en: "Unauthorised"),
    "forbidden": Text(id: "Tidak diizinkan", en: "Forbidden"),
    "not-found": Text(id: "Tidak ditemukan", en: "Not found"),
    "conflict": Text(id: "Bertentangan", en: "Conflict"),
    "unavailable": Text(id: "Belum terjawab", en: "Unavailable"),
    "internal": Text(id: "Gagal", en: "Failed"),
  ]
}
