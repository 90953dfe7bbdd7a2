/// What a replay request gets: an answer or a refusal.
public enum ReplayOutcome: Sendable {
  case answer(ReplayAnswer)
  case refusal(DoorRefusal)
}
