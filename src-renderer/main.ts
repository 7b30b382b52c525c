// Starts the page.
import './client/no-eval.ts'
import 'element-plus/es/components/base/style/css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/frame.css'
import './styles/panel.css'
import './styles/table.css'
import './styles/controls.css'
import './styles/print.css'
import { createApp } from 'vue'
import { createPinia } from 'pinia'
import App from './App.vue'
import { fileDesk } from './client/fileDesk.ts'
import { acceptDrops } from './client/host.ts'
import { fileDeskKey } from './components/fileDesk.ts'
import { router } from './router.ts'

acceptDrops()
createApp(App).use(createPinia()).use(router).provide(fileDeskKey, fileDesk).mount('#app')
