// Procedures of learning.
import { exportCourses, exportReadings, exportShort, exportSummary } from '../services/learning/books.ts'
import { removeProduct, saveProduct } from '../services/learning/products.ts'
import { showLearning, showTown } from '../services/learning/show.ts'
import { os } from './base.ts'

export const learningRoutes = {
  town: os.learning.town.handler(({ context }) => showTown(context.app.context())),
  unit: os.learning.unit.handler(({ input, context }) => showLearning(context.app.context(), input.orgId)),
  saveProduct: os.learning.saveProduct.handler(({ input, context }) =>
    saveProduct(context.app.context(), input),
  ),
  removeProduct: os.learning.removeProduct.handler(async ({ input, context }) => {
    await removeProduct(context.app.context(), input)
    return { done: true as const }
  }),
  exportSummary: os.learning.exportSummary.handler(({ context }) => exportSummary(context.app.context())),
  exportShort: os.learning.exportShort.handler(({ input, context }) =>
    exportShort(context.app.context(), input.orgId),
  ),
  exportCourses: os.learning.exportCourses.handler(({ context }) => exportCourses(context.app.context())),
  exportReadings: os.learning.exportReadings.handler(({ context }) => exportReadings(context.app.context())),
}
