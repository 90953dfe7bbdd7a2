import Domain
import Events
import Foundation
import Testing

@testable import TerpaduCommands

@Suite struct RegistryCommandTests {
  private let door = FakeDoor()
  private let terminal: Terminal

  init() { terminal = Terminal(door) }

  private func designate(_ more: String...) async -> Terminal.Result {
    await terminal.run(
      [
        "registry", "designate", "pom-rejang-lebong", "pom-bengkulu", "--from", "2026-03-15",
        "--decree", "HK.02",
      ] + more)
  }

  private func changed(at sequence: UInt64) {
    door.reply(
      DesignateCoordinator.self,
      RegistryChangeAnswer(
        position: Samples.position(sequence), unit: UnitID("pom-rejang-lebong")))
  }

  @Test func `who-covers has every key, null where there is nobody`() async throws {
    door.reply(ShowCoverage.self, Samples.whoCovers)
    let result = await terminal.run(["who-covers", "17.02", "--at", "2026-03-04", "--json"])
    #expect(
      result.out == [
        #"{"at":"2026-03-04T16:20:00+07:00","competent":null,"competentBasis":null,"#
          + #""coordinator":null,"decree":null,"flags":["history-not-established"],"#
          + #""name":"Kabupaten Rejang Lebong","owner":"pom-rejang-lebong","#
          + #""ownerName":"Loka POM di Kabupaten Rejang Lebong","pemda":"pemda-17.02","#
          + #""province":"pemda-17","region":"17.02","standing":{"owner":"#
          + #"{"certainty":"secondary","established":true,"source":"Peraturan BPOM 3/2025"}}}"#
      ])
    let at = TimeText(Samples.time("2026-03-04T00:00:00+07:00"))
    #expect(try door.asked(ShowCoverage.self) == [ShowCoverage(region: "17.02", at: at)])
  }

  @Test func `who-covers reads as four separate lookups`() async {
    door.reply(ShowCoverage.self, Samples.whoCovers)
    let result = await terminal.run(["who-covers", "17.02", "--permit", "pirt"])
    #expect(
      result.out == [
        "17.02  Kabupaten Rejang Lebong, per 4 Mar 2026 16.20 WIB",
        "  UPT pemilik wilayah  pom-rejang-lebong  Loka POM di Kabupaten Rejang Lebong"
          + "  [sumber sekunder: Peraturan BPOM 3/2025]",
        "  Koordinator          (tidak ada)",
        "  Pemda setempat       pemda-17.02", "  Pemda provinsi       pemda-17",
        "  Penerbit izin pirt   (tidak ada)",
        "  ! riwayat pada tanggal itu belum dipastikan; dipakai keadaan yang sudah dipastikan",
      ])
  }

  @Test func `a change is done when findings and watch have applied it`() async throws {
    changed(at: 12)
    door.reply(ShowStatus.self, by: .findings, Samples.status(.findings, registry: 11))
    door.reply(ShowStatus.self, by: .findings, Samples.status(.findings, registry: 12))
    door.reply(ShowStatus.self, by: .watch, Samples.status(.watch, registry: 12))
    let result = await designate()
    #expect(result.status == .done)
    #expect(result.out == ["pom-rejang-lebong berubah, catatan 12 pada rujukan."])
    let designation = DesignateCoordinator(
      unit: UnitID("pom-rejang-lebong"), coordinator: UnitID("pom-bengkulu"),
      from: TimeText(Samples.time("2026-03-15T00:00:00+07:00")), decree: "HK.02")
    #expect(try door.asked(DesignateCoordinator.self) == [designation])
    #expect(terminal.paused == .milliseconds(50))
  }

  @Test func `a change that a follower has not applied after 5 s names it and exits with 4`()
    async throws
  {
    changed(at: 12)
    door.reply(ShowStatus.self, by: .findings, Samples.status(.findings, registry: 12))
    let result = await designate("--json")
    #expect(result.status == .unreachable)
    #expect(result.out.count == 1)
    let error = try result.errorJSON()
    #expect(error["rule"] as? String == "not-applied")
    #expect((error["parameters"] as? [String: String])?["services"] == "watch")
  }

  @Test func `ending a designation sends no coordinator`() async throws {
    door.reply(
      EndCoordination.self,
      RegistryChangeAnswer(position: Samples.position(3), unit: UnitID("a")))
    door.reply(ShowStatus.self, by: .findings, Samples.status(.findings, registry: 3))
    door.reply(ShowStatus.self, by: .watch, Samples.status(.watch, registry: 3))
    let result = await terminal.run(
      ["registry", "end-designation", "a", "--from", "2026-06-01T10:00:00+07:00", "--decree", "d"])
    #expect(result.status == .done)
    let end = EndCoordination(
      unit: UnitID("a"), from: TimeText(Samples.time("2026-06-01T10:00:00+07:00")), decree: "d")
    #expect(try door.asked(EndCoordination.self) == [end])
  }

  @Test func `enrol writes the key pair for its owner alone and sends the public half`()
    async throws
  {
    door.reply(
      EnrolKey.self,
      RegistryChangeAnswer(position: Samples.position(3), unit: UnitID("pemda-17.02")))
    door.reply(ShowStatus.self, by: .findings, Samples.status(.findings, registry: 3))
    door.reply(ShowStatus.self, by: .watch, Samples.status(.watch, registry: 3))
    let file = terminal.folder.appendingPathComponent("unit.key").path
    let result = await terminal.run(
      ["enrol", "pemda-17.02", "--out", file, "--data", terminal.folder.path])
    #expect(result.status == .done)
    let content = try Terminal.Result.object(String(contentsOfFile: file, encoding: .utf8))
    #expect(content["unit"] as? String == "pemda-17.02")
    #expect((content["secretKey"] as? String)?.count == 64)
    #expect(
      content["publicKey"] as? String == (try door.asked(EnrolKey.self).first?.publicKey))
    #expect(
      Set((content["servers"] as? [String: Any] ?? [:]).keys) == [
        "findings", "liaison", "notifier",
      ])
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)

    let again = await terminal.run(["enrol", "pemda-17.02", "--out", file])
    #expect(again.status == .refused)
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("secretKey"))
  }

  @Test func `a refused enrolment leaves no key file`() async {
    door.reply(
      EnrolKey.self, failing: Refusal.invalid("unit", "unknown-unit", ["unit": "x"]))
    let file = terminal.folder.appendingPathComponent("x.key").path
    let result = await terminal.run(["enrol", "x", "--out", file])
    #expect(result.status == .refused)
    #expect(!FileManager.default.fileExists(atPath: file))
  }
}
