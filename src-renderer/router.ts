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
  { path: '/analyses/:unit?', name: 'analyses', file: './pages/AnalysesPage.vue' },
  { path: '/ledgers/:ledger', name: 'ledger', file: './ledger/LedgerPage.vue' },
  { path: '/import/:ledger?', name: 'import', file: './ledger/ImportPage.vue' },
  { path: '/documents', name: 'documents', file: './pages/DocumentsPage.vue' },
  { path: '/notices/:id?', name: 'notices', file: './pages/NoticesPage.vue' },
  { path: '/exchange', name: 'exchange', file: './pages/ExchangePage.vue' },
  { path: '/settings/:section?', name: 'settings', file: './pages/SettingsPage.vue' },
]

/** A place whose page is not part of the program leads to 没有这一页. */
function routeOf({ path, name, file }: Place): RouteRecordRaw[] {
  const load = files[file]
  return load ? [{ path, name, component: load, props: true }] : []
}

const coming: readonly RouteRecordRaw[] = [
  {
    path: '/reports-up',
    name: 'reports-up',
    component: () => import('./pages/ComingPage.vue'),
    props: {
      title: '信息报送',
      icon: 'mail',
      holds: '登记各单位每周进展情况，分清按时、迟报和未报，每半个月出一期通报。',
    },
  },
]

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    ...places.flatMap(routeOf),
    ...coming,
    { path: '/ledgers', name: 'ledgers', redirect: '/ledgers/organisations' },
    { path: '/help/:page?', name: 'help', component: () => import('./pages/HelpPage.vue'), props: true },
    { path: '/:path(.*)*', name: 'not-found', component: () => import('./pages/NotFoundPage.vue') },
  ],
})
