// The last line of a run, alone and in one fixed form, so that a machine can read the outcome.
class FinalLineReporter {
  onRunComplete(_contexts, results) {
    // A suite that cannot load counts no test of its own: it is one failure.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const tail = skipped > 0 ? `, ${skipped} skipped` : '';
    process.on('exit', () =>
      process.stdout.write(`${results.numPassedTests} passed, ${failed} failed${tail}\n`),
    );
  }
}
module.exports = FinalLineReporter;
