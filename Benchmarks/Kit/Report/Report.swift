/// The table that people read: every figure with its limit and budget, where there are any.
struct Report {
  /// One row of the table.
  struct Row {
    var figure: String
    var unit: String
    /// The figure of the same run to compare with.
    var limit: String?
    /// What is asked of the figure.
    var budget: String?
  }

  let figures: Figures

  static let rows: [Row] = [
    Row(figure: "raw_append_per_s", unit: "/s"),
    Row(figure: "raw_append_p50_us", unit: "µs"),
    Row(figure: "sqlite_x1_per_s", unit: "/s", limit: "raw_append_per_s"),
    Row(figure: "sqlite_x64_per_s", unit: "/s", limit: "raw_append_per_s"),
    Row(figure: "hop_ipc_p50_us", unit: "µs"),
    Row(figure: "hop_tcp_p50_us", unit: "µs"),
    Row(figure: "chain_p50_us", unit: "µs"),
    Row(figure: "w1_confirmed_per_s", unit: "/s", limit: "sqlite_x1_per_s"),
    Row(figure: "w1_e2e_p50_us", unit: "µs", limit: "hop_ipc_p50_us"),
    Row(figure: "w1_total_cpu_s_per_10k", unit: "s"),
    Row(figure: "w64_confirmed_per_s", unit: "/s", limit: "sqlite_x64_per_s"),
    Row(figure: "w64_e2e_p99_us", unit: "µs"),
    Row(figure: "w64_total_cpu_s_per_10k", unit: "s"),
    Row(figure: "paced_confirm_p50_us", unit: "µs", limit: "sqlite_x1_commit_p50_us"),
    Row(figure: "paced_e2e_p50_us", unit: "µs"),
    Row(figure: "paced_e2e_p99_us", unit: "µs"),
    Row(figure: "paced_acked_p50_us", unit: "µs"),
    Row(
      figure: "catchup_per_s", unit: "/s", limit: "sqlite_x64_per_s", budget: "at least 25,000"),
    Row(figure: "routing_p50_us", unit: "µs", budget: "below 100"),
    Row(
      figure: "alert_encode_p50_us", unit: "µs", limit: "alert_encode_foundation_p50_us"),
    Row(
      figure: "alert_decode_p50_us", unit: "µs", limit: "alert_decode_foundation_p50_us"),
    Row(figure: "up_ready_s", unit: "s", budget: "below 3"),
    Row(
      figure: "finding_to_mailboxes_p50_us", unit: "µs", limit: "chain_p50_us",
      budget: "at most 1.5 of the limit"),
    Row(figure: "finding_to_mailboxes_p99_us", unit: "µs", budget: "at most 25,000"),
    Row(figure: "intake_stored_per_s", unit: "/s", limit: "sqlite_x64_per_s"),
    Row(figure: "intake_to_mailboxes_per_s", unit: "/s", budget: "at least 2,000"),
    Row(figure: "intake_messages_per_finding", unit: ""),
    Row(figure: "stored_bytes_per_finding", unit: "B", budget: "at most 12,000"),
    Row(figure: "wal_bytes_per_finding", unit: "B", limit: "stored_bytes_per_finding"),
    Row(figure: "commits_per_finding", unit: ""),
    Row(figure: "cpu_us_findings", unit: "µs"),
    Row(figure: "cpu_us_watch", unit: "µs"),
    Row(figure: "cpu_us_liaison", unit: "µs"),
    Row(figure: "cpu_us_notifier", unit: "µs"),
    Row(figure: "cpu_us_per_finding", unit: "µs"),
    Row(
      figure: "intake_beside_pages_p50_us", unit: "µs", limit: "intake_alone_p50_us",
      budget: "below 1.2 of the limit"),
    Row(figure: "page_findings_p50_us", unit: "µs", budget: "below 100,000"),
    Row(figure: "page_tasks_p50_us", unit: "µs", budget: "below 100,000"),
    Row(figure: "catchup_watch_per_s", unit: "/s", budget: "at least 5,000"),
    Row(figure: "catchup_notifier_per_s", unit: "/s", budget: "at least 5,000"),
    Row(figure: "who_covers_asked_p50_us", unit: "µs", budget: "below 1,000 in memory"),
    Row(figure: "history_findings", unit: ""),
    Row(figure: "history_tasks", unit: ""),
    Row(figure: "history_fill_end_per_s", unit: "/s", limit: "history_fill_start_per_s"),
    Row(figure: "history_show_p50_us", unit: "µs", budget: "below 100,000"),
    Row(figure: "history_search_region_p50_us", unit: "µs", budget: "below 100,000"),
    Row(figure: "history_search_unit_state_p50_us", unit: "µs", budget: "below 100,000"),
    Row(figure: "history_search_nothing_p50_us", unit: "µs", budget: "below 100,000"),
    Row(
      figure: "history_intake_beside_pages_p50_us", unit: "µs",
      limit: "history_intake_alone_p50_us", budget: "below 1.2 of the limit"),
    Row(figure: "history_page_findings_p99_us", unit: "µs", budget: "below 100,000"),
    Row(figure: "history_page_tasks_p99_us", unit: "µs", budget: "below 100,000"),
    Row(figure: "mem_notifier_idle_MiB", unit: "MiB", budget: "at most 40"),
    Row(figure: "mem_notifier_load_MiB", unit: "MiB", budget: "at most 150"),
  ]

  /// The ratio of a row's figure to its limit; `nil` where there is none.
  func ratio(of row: Row) -> Double? {
    guard let limit = row.limit.flatMap({ figures[$0] }), limit > 0 else { return nil }
    return figures[row.figure].map { $0 / limit }
  }

  /// All figures, and the ratios as `<figure>_ratio`.
  var withRatios: Figures {
    var all = figures
    for row in Report.rows {
      if let ratio = ratio(of: row) { all.set("\(row.figure)_ratio", ratio, decimals: 3) }
    }
    return all
  }

  var lines: [String] {
    Report.rows.compactMap { row in
      guard let figure = figures.figures.first(where: { $0.name == row.figure }) else {
        return nil
      }
      var ratio = ""
      if let number = self.ratio(of: row), let limit = row.limit {
        ratio = "\(Double(Int(number * 100)) / 100) × \(limit)"
      }
      return row.figure.padding(to: 36) + "\(figure.text) \(row.unit)".padding(to: 16)
        + ratio.padding(to: 36) + (row.budget ?? "")
    }
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(width - count, 1))
  }
}
