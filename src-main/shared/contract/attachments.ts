// Files attached to a record of any kind: which there are, adding, taking off with a reason, opening a copy.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { Done, Id, refusals } from './common.ts'
import { AttachedFile } from './inspections.ts'

/** The kind of record the files hang on, as core/services/attachments/shelves.ts lists them. */
const Entity = z.string().min(1).max(40)

/** What is attached, oldest first; `frozen` says in a sentence why nothing may be changed there, null when it may. */
export const AttachedFiles = z.object({ files: z.array(AttachedFile), frozen: z.string().nullable() })
export type AttachedFiles = z.infer<typeof AttachedFiles>

export const attachmentsContract = {
  list: oc
    .input(z.object({ entity: Entity, id: Id }))
    .output(AttachedFiles)
    .errors(refusals),
  /** The file behind a token (dropped into the window), or, without one, those the user chooses. */
  attach: oc
    .input(z.object({ entity: Entity, id: Id, token: z.string().nullable() }))
    .output(AttachedFiles)
    .errors(refusals),
  detach: oc
    .input(
      z.object({
        entity: Entity,
        fileId: Id,
        reason: z.string().trim().min(2, '请写明原因。').max(200),
      }),
    )
    .output(AttachedFiles)
    .errors(refusals),
  /** With the computer's own program, as a copy. */
  open: oc
    .input(z.object({ entity: Entity, fileId: Id }))
    .output(Done)
    .errors(refusals),
}
