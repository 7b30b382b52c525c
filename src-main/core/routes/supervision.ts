// Procedures of the group's own work: log drafts, weekly report, figures of a phase, samples.
import { acceptLogDrafts, exportLog, showLogDrafts } from '../services/supervision/log.ts'
import {
  replacePick,
  recordPick,
  showPopulation,
  takeSample,
  verifySample,
} from '../services/supervision/sample.ts'
import {
  listSamples,
  previewSample,
  printSample,
  saveSamplePdf,
  showSample,
} from '../services/supervision/sample-show.ts'
import { exportSummary, previewSummary, printSummary } from '../services/supervision/summary-papers.ts'
import { showSnapshot, showSummary, showSummaryRows, takeSnapshot } from '../services/supervision/summary.ts'
import { previewWeek, printWeek, saveWeekPdf, saveWeekWord } from '../services/supervision/weekly-papers.ts'
import {
  discardWeek,
  issueWeek,
  listWeeks,
  openWeek,
  saveWeek,
  showWeek,
} from '../services/supervision/weekly.ts'
import { os } from './base.ts'

const done = { done: true as const }
const { supervision: of } = os

export const supervisionRoutes = {
  logDrafts: of.logDrafts.handler(({ context }) => showLogDrafts(context.app.context())),
  acceptDrafts: of.acceptDrafts.handler(async ({ input, context }) => ({
    added: await acceptLogDrafts(context.app.context(), input.keys),
  })),
  exportLog: of.exportLog.handler(({ context }) => exportLog(context.app.context())),

  weeks: of.weeks.handler(({ context }) => listWeeks(context.app.context())),
  openWeek: of.openWeek.handler(async ({ input, context }) => {
    const data = context.app.context()
    return showWeek(data, await openWeek(data, input.from))
  }),
  week: of.week.handler(({ input, context }) => showWeek(context.app.context(), input.id)),
  saveWeek: of.saveWeek.handler(async ({ input, context }) => {
    const data = context.app.context()
    await saveWeek(data, input)
    return showWeek(data, input.id)
  }),
  issueWeek: of.issueWeek.handler(async ({ input, context }) => {
    const data = context.app.context()
    await issueWeek(data, input)
    return showWeek(data, input.id)
  }),
  discardWeek: of.discardWeek.handler(async ({ input, context }) => {
    await discardWeek(context.app.context(), input)
    return done
  }),
  previewWeek: of.previewWeek.handler(({ input, context }) => previewWeek(context.app.context(), input.id)),
  printWeek: of.printWeek.handler(async ({ input, context }) => {
    await printWeek(context.app.context(), input.id)
    return done
  }),
  saveWeekPdf: of.saveWeekPdf.handler(({ input, context }) => saveWeekPdf(context.app.context(), input.id)),
  saveWeekWord: of.saveWeekWord.handler(({ input, context }) =>
    saveWeekWord(context.app.context(), input.id),
  ),

  summary: of.summary.handler(({ input, context }) => showSummary(context.app.context(), input)),
  summaryRows: of.summaryRows.handler(({ input, context }) => showSummaryRows(context.app.context(), input)),
  takeSnapshot: of.takeSnapshot.handler(async ({ input, context }) => {
    const data = context.app.context()
    await takeSnapshot(data, input)
    return showSummary(data, input)
  }),
  snapshot: of.snapshot.handler(({ input, context }) => showSnapshot(context.app.context(), input.id)),
  previewSummary: of.previewSummary.handler(({ input, context }) =>
    previewSummary(context.app.context(), input),
  ),
  printSummary: of.printSummary.handler(async ({ input, context }) => {
    await printSummary(context.app.context(), input)
    return done
  }),
  exportSummary: of.exportSummary.handler(({ input, context }) =>
    exportSummary(context.app.context(), input),
  ),

  samples: of.samples.handler(({ context }) => listSamples(context.app.context())),
  population: of.population.handler(({ input, context }) => showPopulation(context.app.context(), input)),
  draw: of.draw.handler(async ({ input, context }) => {
    const data = context.app.context()
    return showSample(data, await takeSample(data, input))
  }),
  sample: of.sample.handler(({ input, context }) => showSample(context.app.context(), input.id)),
  recordPick: of.recordPick.handler(async ({ input, context }) => {
    const data = context.app.context()
    return showSample(data, await recordPick(data, input))
  }),
  replacePick: of.replacePick.handler(async ({ input, context }) => {
    const data = context.app.context()
    return showSample(data, await replacePick(data, input))
  }),
  verifySample: of.verifySample.handler(({ input, context }) =>
    verifySample(context.app.context(), input.id),
  ),
  previewSample: of.previewSample.handler(({ input, context }) =>
    previewSample(context.app.context(), input.id),
  ),
  printSample: of.printSample.handler(async ({ input, context }) => {
    await printSample(context.app.context(), input.id)
    return done
  }),
  saveSamplePdf: of.saveSamplePdf.handler(({ input, context }) =>
    saveSamplePdf(context.app.context(), input.id),
  ),
}
