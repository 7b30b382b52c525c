// The files of any record, with refusals as sentences ready to show.
import type { AttachedFiles } from '#shared/contract/attachments.ts'
import { api } from './api.ts'
import { problemOf, type Problem } from './problem.ts'

/** What came back, or why it did not. */
export type FileAnswer = { readonly shown: AttachedFiles } | { readonly problem: Problem }

export interface FileDesk {
  readonly list: (of: { entity: string; id: string }) => Promise<FileAnswer>
  readonly attach: (of: { entity: string; id: string; token: string | null }) => Promise<FileAnswer>
  readonly detach: (of: { entity: string; fileId: string; reason: string }) => Promise<FileAnswer>
  /** Null when it opened. */
  readonly open: (of: { entity: string; fileId: string }) => Promise<Problem | null>
}

async function answer(work: () => Promise<AttachedFiles>): Promise<FileAnswer> {
  try {
    return { shown: await work() }
  } catch (error) {
    return { problem: problemOf(error) }
  }
}

export const fileDesk: FileDesk = {
  list: (of) => answer(() => api.attachments.list(of)),
  attach: (of) => answer(() => api.attachments.attach(of)),
  detach: (of) => answer(() => api.attachments.detach(of)),
  async open(of) {
    try {
      await api.attachments.open(of)
      return null
    } catch (error) {
      return problemOf(error)
    }
  },
}
