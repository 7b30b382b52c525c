// Procedures of the overview: home, units, one unit, documents.
import { exportBoard } from '../services/overview/board-book.ts'
import { showDocuments } from '../services/overview/documents.ts'
import { showHome } from '../services/overview/home.ts'
import { showKept } from '../services/overview/kept.ts'
import { listUnits } from '../services/overview/list.ts'
import { showUnit } from '../services/overview/unit.ts'
import { os } from './base.ts'

export const overviewRoutes = {
  home: os.overview.home.handler(({ context }) => showHome(context.app.context())),
  units: os.overview.units.handler(({ context }) => listUnits(context.app.context())),
  unit: os.overview.unit.handler(({ input, context }) => showUnit(context.app.context(), input.id)),
  documents: os.overview.documents.handler(({ input, context }) =>
    showDocuments(context.app.context(), input.records),
  ),
  exportBoard: os.overview.exportBoard.handler(({ context }) => exportBoard(context.app.context())),
  kept: os.overview.kept.handler(({ input, context }) => showKept(context.app.context(), input.batch)),
}
