// Procedures of the weekly reports, adoptions, circulars and informants.
import { adopt, listAdoptions, removeAdoption } from '../services/reports/adoptions.ts'
import { saveException } from '../services/reports/calendar.ts'
import { showCircular } from '../services/reports/circular.ts'
import { listInformants, replaceInformant } from '../services/reports/informants.ts'
import {
  exportCircular,
  issueCircular,
  previewCircular,
  printCircular,
  saveCircularPdf,
  saveCircularWord,
} from '../services/reports/issue.ts'
import { reportSettings, saveReportSettings } from '../services/reports/settings.ts'
import { addReportItem, confirmReport, draftWeek, removeReportItem } from '../services/reports/submit.ts'
import { showUnitReport } from '../services/reports/unit-report.ts'
import { showWeek } from '../services/reports/week.ts'
import { os } from './base.ts'

const done = { done: true as const }

export const reportsRoutes = {
  week: os.reports.week.handler(({ input, context }) => showWeek(context.app.context(), input.week)),
  unit: os.reports.unit.handler(({ input, context }) =>
    showUnitReport(context.app.context(), input.orgId, input.week),
  ),
  draft: os.reports.draft.handler(async ({ input, context }) => {
    const { written } = await draftWeek(context.app.context(), input.week)
    return { written }
  }),
  confirm: os.reports.confirm.handler(async ({ input, context }) => {
    const data = context.app.context()
    await confirmReport(data, input)
    return showUnitReport(data, input.orgId, input.week)
  }),
  addItem: os.reports.addItem.handler(async ({ input, context }) => {
    const data = context.app.context()
    await addReportItem(data, input)
    return showUnitReport(data, input.orgId, input.week)
  }),
  removeItem: os.reports.removeItem.handler(async ({ input, context }) => {
    const data = context.app.context()
    const { orgId, week } = await removeReportItem(data, input)
    return showUnitReport(data, orgId, week)
  }),
  saveException: os.reports.saveException.handler(async ({ input, context }) => {
    const data = context.app.context()
    await saveException(data, input)
    return showWeek(data, input.week)
  }),
  settings: os.reports.settings.handler(({ context }) => {
    const data = context.app.context()
    return reportSettings(data.campaign, data.db.read)
  }),
  saveSettings: os.reports.saveSettings.handler(({ input, context }) =>
    saveReportSettings(context.app.context(), input),
  ),
  informants: os.reports.informants.handler(({ context }) => listInformants(context.app.context())),
  replaceInformant: os.reports.replaceInformant.handler(async ({ input, context }) => {
    const data = context.app.context()
    await replaceInformant(data, input)
    return listInformants(data)
  }),
  adoptions: os.reports.adoptions.handler(({ context }) => listAdoptions(context.app.context())),
  adopt: os.reports.adopt.handler(async ({ input, context }) => ({
    id: await adopt(context.app.context(), input),
  })),
  removeAdoption: os.reports.removeAdoption.handler(async ({ input, context }) => {
    await removeAdoption(context.app.context(), input)
    return done
  }),
  circular: os.reports.circular.handler(({ input, context }) =>
    showCircular(context.app.context(), input.start),
  ),
  issue: os.reports.issue.handler(async ({ input, context }) => {
    const data = context.app.context()
    await issueCircular(data, input)
    return showCircular(data, input.start)
  }),
  preview: os.reports.preview.handler(({ input, context }) =>
    previewCircular(context.app.context(), input.start),
  ),
  print: os.reports.print.handler(async ({ input, context }) => {
    await printCircular(context.app.context(), input.start)
    return done
  }),
  savePdf: os.reports.savePdf.handler(({ input, context }) =>
    saveCircularPdf(context.app.context(), input.start),
  ),
  saveWord: os.reports.saveWord.handler(({ input, context }) =>
    saveCircularWord(context.app.context(), input.start),
  ),
  exportCircular: os.reports.exportCircular.handler(({ input, context }) =>
    exportCircular(context.app.context(), input.start),
  ),
}
