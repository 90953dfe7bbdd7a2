/// The texts of the command line's own output: a closed set, each in both languages.
package enum Label: String, Sendable, CaseIterable {
  // The system.
  case exerciseMark, commandMissing, ready, readyExercise, stopped, notRunning
  case linkStopped
  case serviceFailed, serviceRestarted, serviceReady, serviceKilled, serviceElsewhere
  case endedStatus, endedSignal, notStarted
  case statusHead, serviceDown, serviceHead, lag, heldCount, quarantineCount
  case quarantineEmpty, quarantineRecord, quarantineSince, quarantineWaiting
  case quarantineRetried
  case verifyClean, verifyFaulty, verifyFault, verifyFaultAt, verifyUnadopted, enrolled
  case rebuilt, rebuildKept
  case backupTaken, backupService
  case restored, restoredService, restoredAside, restoredNext, restoredAdopt
  case restoredLost, restoredLostDeeds, restoredLostRecord, restoredLostUnread
  case checkedClean, checkedFaulty, checkedService
  case adopted, adoptedAlready, adoptElsewhere, missingNothing, missingApplied, missingHeld
  case missingRecord, missingTotal, missingUnknown
  case missingCount
  // Who covers a region.
  case whoCoversHead, owner, coordinator, pemda, province, competent, nobody, registryChanged
  case factsImported, documentNamed, factNamed
  // Findings.
  case findingReported, tryExplain, findingChanged, changedFields, noFindings, morePages
  case findingHead, findingReporter, findingFoundAt, findingReceivedAt, findingSubstance
  case findingActivity, findingTrigger, findingTest, findingSecured, findingGroup, findingNote
  case findingProduct, findingPlace, regionUnknown, confidential, wholeDocument
  case explanationHead, explanationHeld, notToldHead, notSent, alsoRoles, ownReport, basis
  // Mailboxes.
  case substanceInProduct, inboxEmpty, asRole, acknowledged, messageAcknowledged
  // Tasks.
  case noTasks, taskNumber, taskUnit, taskState, taskDue, taskCreated, taskFinding, history
  case provisional
  // Traces.
  case traceHead, committed, published, appliedBy, deliveriesHead, stored, delivered
  case notDelivered

  package var text: Text {
    // A test proves that every label stands in a table.
    Label.systemTexts[self] ?? Label.domainTexts[self] ?? Text(id: rawValue, en: rawValue)
  }
}
