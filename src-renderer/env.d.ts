// Tells the compiler what a .vue file is when it is imported from a .ts file.
/// <reference types="vite/client" />
declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent
  export default component
}
