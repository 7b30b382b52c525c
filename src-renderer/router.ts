// Which address shows which page. A page is loaded when it is first opened.
import { createRouter, createWebHashHistory, type RouteComponent, type RouteRecordRaw } from 'vue-router'

type Load = () => Promise<RouteComponent>

const files: Partial<Record<string, Load>> = import.meta.glob<RouteComponent>(
  ['./pages/*Page.vue', './ledger/*Page.vue', '!./pages/{Welcome,Who,Help}Page.vue'],
  { import: 'default' },
)

interface Place {
  path: string
  name: string
  file: string
}

/** The names are those of the rail entries, of the numbers beside them and of the help texts. */
const places: readonly Place[] = [
  { path: '/', name: 'home', file: './pages/HomePage.vue' },
  { path: '/units', name: 'units', file: './pages/UnitsPage.vue' },
  { path: '/units/:id', name: 'unit', file: './pages/UnitPage.vue' },
  { path: '/plans/:unit?', name: 'plans', file: './pages/PlanReviewPage.vue' },
  { path: '/inspections/:id?', name: 'inspections', file: './pages/InspectionPage.vue' },
  { path: '/findings/:id?', name: 'findings', file: './pages/FindingsPage.vue' },
  { path: '/schedule', name: 'schedule', file: './pages/SchedulePage.vue' },
  { path: '/issues/:id?', name: 'issues', file: './pages/IssuesPage.vue' },
  { path: '/gates/:unit?', name: 'gates', file: './pages/GatesPage.vue' },
  { path: '/study', name: 'study', file: './pages/StudyPage.vue' },
  { path: '/attendance/:unit?', name: 'attendance', file: './pages/AttendancePage.vue' },
  { path: '/analyses/:unit?', name: 'analyses', file: './pages/AnalysesPage.vue' },
  { path: '/opinions/:unit?', name: 'opinions', file: './pages/OpinionsPage.vue' },
  { path: '/ledgers', name: 'ledgers', file: './pages/LedgersPage.vue' },
  { path: '/appraisal/:unit?', name: 'appraisal', file: './pages/AppraisalPage.vue' },
  { path: '/leaders', name: 'leaders', file: './pages/LeadersPage.vue' },
  { path: '/ledgers/:ledger', name: 'ledger', file: './ledger/LedgerPage.vue' },
  { path: '/import/:ledger?', name: 'import', file: './ledger/ImportPage.vue' },
  { path: '/reports-up', name: 'reports-up', file: './pages/ReportsPage.vue' },
  { path: '/documents', name: 'documents', file: './pages/DocumentsPage.vue' },
  { path: '/notices/:id?', name: 'notices', file: './pages/NoticesPage.vue' },
  { path: '/group-weekly/:from?', name: 'group-weekly', file: './pages/GroupWeeklyPage.vue' },
  { path: '/summary', name: 'summary', file: './pages/SummaryPage.vue' },
  { path: '/sampling/:id?', name: 'sampling', file: './pages/SamplingPage.vue' },
  { path: '/exchange', name: 'exchange', file: './pages/ExchangePage.vue' },
  { path: '/coverage', name: 'coverage', file: './pages/CoveragePage.vue' },
  { path: '/settings/:section?', name: 'settings', file: './pages/SettingsPage.vue' },
]

/** A place whose page is not part of the program leads to 没有这一页. */
function routeOf({ path, name, file }: Place): RouteRecordRaw[] {
  const load = files[file]
  return load ? [{ path, name, component: load, props: true }] : []
}

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    ...places.flatMap(routeOf),
    { path: '/help/:page?', name: 'help', component: () => import('./pages/HelpPage.vue'), props: true },
    { path: '/:path(.*)*', name: 'not-found', component: () => import('./pages/NotFoundPage.vue') },
  ],
})
