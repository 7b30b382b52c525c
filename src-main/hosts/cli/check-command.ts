// `dudao check`: what the rules say about all that a ledger holds.
import { reviewByKey, reviews } from '../../core/services/reviews/index.ts'
import { runReview } from '../../core/services/reviews/show.ts'
import { print } from './output.ts'
import { withData } from './session.ts'
import { needed, parseWords, Usage } from './usage.ts'

export async function checkCommand(rest: readonly string[]): Promise<number> {
  const words = parseWords(rest, { data: { type: 'string' }, json: { type: 'boolean' } })
  const wanted = words.positionals.length === 0 ? reviews.map(({ key }) => key) : words.positionals
  const chosen = wanted.map((key) => {
    const review = reviewByKey(key)
    if (!review)
      throw new Usage(`没有这项核对：${key}。可用：${reviews.map((each) => each.key).join('、')}。`)
    return review
  })
  return withData(needed(words, 'data'), async (context) => {
    const found = await Promise.all(chosen.map((review) => runReview(context, review)))
    print(words.values['json'] === true, found, () =>
      found
        .flatMap(({ key, title, rule, counts, lines }) => [
          `${key}　${title}（${rule}）：${Object.entries(counts)
            .map(([mark, n]) => `${mark} ${String(n)}`)
            .join('，')}`,
          ...lines
            .filter(({ mark }) => mark !== '达标' && mark !== '未核')
            .map(({ name, mark, reason }) => `  ${mark}　${name}　${reason}`),
        ])
        .join('\n'),
    )
    return 0
  })
}
