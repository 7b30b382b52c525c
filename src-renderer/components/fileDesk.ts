// Where a component with files gets and brings them: the start of the page hands it in, so that the component knows no api.
import type { InjectionKey } from 'vue'
import type { FileDesk } from '../client/fileDesk.ts'

export const fileDeskKey: InjectionKey<FileDesk> = Symbol('files')
