// Learning: how far every unit and member has come with hours, courses, texts, discussion and notes, and the tables made of it.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { discussionProducts } from '../rules/study-content.ts'
import { Day, Done, Id, refusals } from './common.ts'

const Whole = z.number().int()
const OptionalDay = Day.nullable()

export const DiscussionProduct = z.enum(discussionProducts)
export type DiscussionProduct = z.infer<typeof DiscussionProduct>

/** Hours are tenths throughout. */
export const LearningFigures = z.object({
  members: Whole,
  expected: Whole,
  studied: Whole,
  hoursMet: Whole,
  hoursShort: Whole,
  sessions: Whole,
  hoursX10: Whole,
  meanHoursX10: Whole,
  openMakeups: Whole,
  closedMakeups: Whole,
  notesMet: Whole,
  notesJudged: Whole,
  notesUnset: Whole,
  notesChecked: Whole,
  notesDoubtful: Whole,
  essays: Whole,
  coursesDone: Whole,
  readingsMissing: Whole,
  floating: Whole,
  floatingStudied: Whole,
  retired: Whole,
  retiredServed: Whole,
})

export const CourseCell = z.object({
  kind: z.string(),
  on: OptionalDay,
  /** Held after the cutoff. */
  isLate: z.boolean(),
  /** Not held, and the cutoff is past. */
  isOverdue: z.boolean(),
})
export type CourseCell = z.infer<typeof CourseCell>

export const ReadingCell = z.object({
  title: z.string(),
  /** Day of the branch's first session on it. */
  on: OptionalDay,
  /** Members who neither attended nor made it up; the excused are not asked. */
  lacking: Whole,
})
export type ReadingCell = z.infer<typeof ReadingCell>

export const ProductCell = z.object({
  product: DiscussionProduct,
  on: OptionalDay,
  chars: Whole,
  /** The unit whose text is most like it, from the hint line on. */
  alike: z.object({ unit: z.string(), percent: Whole }).nullable(),
})
export type ProductCell = z.infer<typeof ProductCell>

export const LearningUnit = z.object({
  orgId: Id,
  unit: z.string(),
  fullName: z.string(),
  unitType: z.string(),
  initials: z.string(),
  hasSession: z.boolean(),
  figures: LearningFigures,
  /** Members who lack a required text; of those asked. */
  lacking: Whole,
  asked: Whole,
  courses: z.array(CourseCell),
  readings: z.array(ReadingCell),
  themes: z.array(z.object({ theme: z.string(), on: OptionalDay })),
  products: z.array(ProductCell),
  /** Both texts are the same. */
  isOneText: z.boolean(),
})
export type LearningUnit = z.infer<typeof LearningUnit>

export const LearningTown = z.object({
  units: z.array(LearningUnit),
  courses: z.array(z.string()),
  readings: z.array(z.string()),
  themes: z.array(z.string()),
  norms: z.object({
    /** Hours asked for; null where none are set. */
    minHours: z.number().nullable(),
    cutoff: OptionalDay,
    notesChars: z.number().nullable(),
    essays: z.number().nullable(),
  }),
  basis: z.object({
    hours: z.string(),
    attendance: z.string(),
    courses: z.string(),
    readings: z.string(),
    discussion: z.string(),
    notes: z.string(),
  }),
  /** Members who are hard to assemble, and those of them who have studied all the same. */
  alternate: z.object({ needed: Whole, served: Whole }),
  /** Branch secretaries, and those trained before the mobilisation. */
  training: z.object({ secretaries: Whole, trained: Whole, untrained: z.array(z.string()) }),
  /** Members who are asked for hours, by hours: from this number of tenths on. */
  spread: z.array(z.object({ fromX10: Whole, count: Whole })),
  /** Tenths one step of the spread holds. */
  step: Whole,
})
export type LearningTown = z.infer<typeof LearningTown>

export const LearningMember = z.object({
  memberId: Id,
  name: z.string(),
  categories: z.array(z.string()),
  isFloating: z.boolean(),
  isLost: z.boolean(),
  hoursX10: Whole,
  attendedX10: Whole,
  madeUpX10: Whole,
  creditedX10: Whole,
  /** Missing to the hours asked for; 0 for the excused and where none are set. */
  shortX10: Whole,
  isExcused: z.boolean(),
  hasStudied: z.boolean(),
  readings: z.array(z.string()),
  courses: z.array(z.string()),
  openMakeups: Whole,
  alternatives: Whole,
  note: z
    .object({
      on: Day,
      result: z.enum(['达标', '未达标', '不适用', '未设标准']),
      chars: Whole,
      neatness: z.string(),
      copied: z.string(),
      essays: Whole,
    })
    .nullable(),
})
export type LearningMember = z.infer<typeof LearningMember>

export const LearningProduct = z.object({
  product: DiscussionProduct,
  on: OptionalDay,
  text: z.string(),
  rowVersion: Whole.nullable(),
  alike: z.object({ unit: z.string(), percent: Whole }).nullable(),
})
export type LearningProduct = z.infer<typeof LearningProduct>

export const LearningDetail = z.object({
  orgId: Id,
  unit: z.string(),
  fullName: z.string(),
  members: z.array(LearningMember),
  products: z.array(LearningProduct),
  /** R-19 in a sentence: what is still missing, or that nothing is. */
  discussion: z.object({ isMet: z.boolean(), reason: z.string(), details: z.array(z.string()) }),
})
export type LearningDetail = z.infer<typeof LearningDetail>

const Saved = z.object({ file: z.string(), rows: Whole }).nullable()

export const learningContract = {
  town: oc.output(LearningTown),
  unit: oc
    .input(z.object({ orgId: Id }))
    .output(LearningDetail)
    .errors(refusals),
  /** `rowVersion` null where the unit has no such text yet. */
  saveProduct: oc
    .input(
      z.object({
        orgId: Id,
        product: DiscussionProduct,
        on: z.string(),
        text: z.string().max(20_000),
        rowVersion: Whole.nullable(),
      }),
    )
    .output(LearningDetail)
    .errors(refusals),
  removeProduct: oc
    .input(
      z.object({
        orgId: Id,
        product: DiscussionProduct,
        rowVersion: Whole,
        reason: z.string().trim().min(1).max(200),
      }),
    )
    .output(Done)
    .errors(refusals),
  /** E-6 党员学习情况统计表. */
  exportSummary: oc.output(Saved).errors(refusals),
  /** E-7 未达标及补课名单; of one unit where it is named. */
  exportShort: oc
    .input(z.object({ orgId: Id.nullable() }))
    .output(Saved)
    .errors(refusals),
  /** 辅导课完成情况表. */
  exportCourses: oc.output(Saved).errors(refusals),
  /** 学习篇目完成情况表, with the list of who lacks what. */
  exportReadings: oc.output(Saved).errors(refusals),
}
