// Procedures of people: leaders, and the roster by category.
import { exportCategories } from '../services/people/category-book.ts'
import {
  exportLeaders,
  previewLeaders,
  printLeaders,
  saveLeaders,
  showLeaders,
} from '../services/people/show-leaders.ts'
import { os } from './base.ts'

export const peopleRoutes = {
  leaders: os.people.leaders.handler(({ context }) => showLeaders(context.app.context())),
  exportLeaders: os.people.exportLeaders.handler(({ context }) => exportLeaders(context.app.context())),
  previewLeaders: os.people.previewLeaders.handler(({ context }) => previewLeaders(context.app.context())),
  printLeaders: os.people.printLeaders.handler(async ({ context }) => {
    await printLeaders(context.app.context())
    return { done: true as const }
  }),
  saveLeaders: os.people.saveLeaders.handler(({ context }) => saveLeaders(context.app.context())),
  exportCategories: os.people.exportCategories.handler(({ context }) =>
    exportCategories(context.app.context()),
  ),
}
