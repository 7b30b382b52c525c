// The list of reviews: adding one touches this line and the file that judges.
import { opinionReviews } from './opinions.ts'
import { branchReviews } from './branches.ts'
import { appraisalReviews } from './appraisal.ts'
import { peopleReviews } from './people.ts'
import { learningReviews } from './learning.ts'
import { reportReviews } from './reports.ts'
import type { Review } from './review.ts'
import { studyReviews } from './study.ts'
import { supervisionReviews } from './supervision.ts'

export const reviews: readonly Review[] = [
  ...studyReviews,
  ...learningReviews,
  ...appraisalReviews,
  ...opinionReviews,
  ...branchReviews,
  ...peopleReviews,
  ...supervisionReviews,
  ...reportReviews,
]

/** A review by its code name; undefined for an unknown one. */
export const reviewByKey = (key: string): Review | undefined => reviews.find((review) => review.key === key)
