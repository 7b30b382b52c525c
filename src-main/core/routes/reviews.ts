// Procedures of the reviews.
import { exportReviews } from '../services/reviews/export-reviews.ts'
import { showReview, sumReviews } from '../services/reviews/show.ts'
import { os } from './base.ts'

export const reviewsRoutes = {
  sums: os.reviews.sums.handler(({ input, context }) => sumReviews(context.app.context(), input.ledgers)),
  show: os.reviews.show.handler(({ input, context }) => showReview(context.app.context(), input.key)),
  export: os.reviews.export.handler(({ input, context }) => exportReviews(context.app.context(), input)),
}
