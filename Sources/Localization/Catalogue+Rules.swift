extension Catalogue {
  /// One sentence for each `RoutingRule`.
  static let rules: [String: Text] = [
    "owner": Text(
      id: "UPT pemilik wilayah {region} (tempat {places})",
      en: "the UPT whose area {region} is (place {places})"),
    "reporter-owns": Text(
      id: "pelapor menjadi pemilik selama wilayah belum diketahui",
      en: "the reporter is the owner while no region is known"),
    "competent-authority": Text(
      id: "penerbit izin {permit} di {region} (tempat {places})",
      en: "issues the permit {permit} in {region} (place {places})"),
    "competent-ministry": Text(
      id: "penerbit izin {permit} tingkat nasional (tempat {places})",
      en: "issues the permit {permit} for the whole country (place {places})"),
    "pemda-no-permit": Text(
      id: "Pemda {region}; tempat {places} tidak memiliki izin",
      en: "Pemda of {region}; place {places} has no permit"),
    "pemda-outbreak": Text(
      id: "Pemda {region} pada kejadian luar biasa (tempat {places})",
      en: "Pemda of {region} in an outbreak (place {places})"),
    "province-across-regencies": Text(
      id: "temuan lintas kabupaten/kota di provinsi {province} (tempat {places})",
      en: "the finding crosses regencies of province {province} (place {places})"),
    "b2-trader-unlicensed": Text(
      id: "pedagang bahan berbahaya tanpa izin (tempat {places})",
      en: "a trader in hazardous substances without a permit (place {places})"),
    "coordinator-spanning": Text(
      id: "koordinator {owner} pada temuan lintas wilayah",
      en: "coordinator of {owner}, as the finding spans regions"),
    "pusat-across-provinces": Text(
      id: "temuan lintas provinsi", en: "the finding spans provinces"),
    "pusat-b2-trader": Text(
      id: "pedagang bahan berbahaya terlibat (tempat {places})",
      en: "a trader in hazardous substances is involved (place {places})"),
    "pusat-no-single-lead": Text(
      id: "tidak ada satu UPT atau koordinator untuk semua tempat",
      en: "no single UPT or coordinator covers every place"),
    "pusat-region-unknown": Text(
      id: "wilayah belum diketahui (tempat {places})",
      en: "the region is not known yet (place {places})"),
    "pusat-competence-unknown": Text(
      id: "penerbit izin {permit} tidak diketahui (tempat {places})",
      en: "nobody knows who issues the permit {permit} (place {places})"),
    "coordinator": Text(
      id: "koordinator {owner} menurut keputusan", en: "coordinator of {owner} by decree"),
    "pemda-place": Text(
      id: "Pemda {region} (tempat {places})", en: "Pemda of {region} (place {places})"),
    "province": Text(
      id: "Pemda provinsi {province} (tempat {places})",
      en: "Pemda of province {province} (place {places})"),
    "pusat": Text(
      id: "Deputi III menerima setiap temuan", en: "Deputi III hears of every finding"),
    "online": Text(
      id: "penjualan daring (tempat {places})", en: "sold online (place {places})"),
    "b2-trader": Text(
      id: "Kementerian Perdagangan mengetahui setiap pedagang bahan berbahaya (tempat {places})",
      en: "the Ministry of Trade hears of every trader in hazardous substances (place {places})"),
    "outbreak": Text(
      id: "kejadian luar biasa keracunan pangan", en: "an outbreak of food poisoning"),
    "named-group": Text(
      id: "disebut dalam kelompok temuan rahasia",
      en: "named in the group of the confidential finding"),
    "earlier-recipient": Text(
      id: "penerima versi sebelumnya: setiap koreksi sampai kepadanya",
      en: "told of an earlier version: every correction reaches it"),
  ]

  /// One sentence for each reason for which a unit is left out (`NotTold.Reason`).
  static let notToldReasons: [String: Text] = [
    "administrative-area": Text(
      id: "{region} wilayah administratif tanpa pemerintah otonom; yang diberi tahu {instead}",
      en: "{region} is administrative, without a government of its own; {instead} is told"),
    "owner-at-another-time": Text(
      id: "membawahi {region} pada waktu lain", en: "covers {region} at another time"),
    "coordinator-at-another-time": Text(
      id: "mengoordinasi {owner} pada waktu lain", en: "coordinates {owner} at another time"),
    "held": Text(
      id: "temuan rahasia dan unit ini tidak disebut dalam kelompoknya",
      en: "the finding is confidential and the unit is not in its group"),
  ]
}
