// 评议意见反馈单 for each member, and the notice by which a branch makes its appraisal known; neither names a case.
import { formatChinese } from '../text/civil-date.ts'
import { html, type Html } from './html.ts'
import type { Paper } from './paper.ts'

export interface Place {
  readonly town: string
  readonly unit: string
  readonly on: string
}

export interface SlipRow {
  readonly name: string
  readonly kind: '正式' | '预备'
  readonly post: string
  readonly grade: string | null
  readonly committee: string | null
  readonly committeeOn: string | null
  readonly opinion: string
  readonly ownView: string
}

const BLANK = '　　　　年　　月　　日'

const dayOf = (day: string | null): string => (day === null ? BLANK : formatChinese(day))

function slip(row: SlipRow, unit: string, isFirst: boolean): Html {
  return html`<div class="${isFirst ? 'slip' : 'slip next'}">
    <h1>评议意见反馈单</h1>
    <table>
      <tbody>
        <tr>
          <th>党支部</th>
          <td colspan="3">${unit}</td>
        </tr>
        <tr>
          <th>姓　名</th>
          <td class="ctr">${row.name}</td>
          <th>人员类别</th>
          <td class="ctr">${row.kind}党员</td>
        </tr>
        <tr>
          <th>研究</th>
          <td class="ctr">${row.committee ?? '支委会'} ${dayOf(row.committeeOn)}</td>
          <th>评定等次</th>
          <td class="ctr">${row.kind === '预备' ? '不评定等次' : (row.grade ?? '')}</td>
        </tr>
        <tr>
          <th>评议意见</th>
          <td colspan="3" class="say">${row.opinion}</td>
        </tr>
        <tr>
          <th>本人意见</th>
          <td colspan="3" class="say signatures">
            ${row.ownView === '' ? '　' : row.ownView}<br />　　　　　　　　本人（签字）：　　　　　　${BLANK}
          </td>
        </tr>
      </tbody>
    </table>
    <p class="flat">本人有异议的，可向党支部或上级党组织提出，由党支部听取意见、复核后答复。</p>
    <p class="tail">反馈人（签字）：　　　　　　　　反馈日期：${BLANK}</p>
  </div>`
}

/** One slip a member, each on a sheet of its own. */
export function feedbackSlips(rows: readonly SlipRow[], place: Place): Paper {
  return {
    title: rows.length === 1 ? `评议意见反馈单　${rows[0]?.name ?? ''}` : `评议意见反馈单　${place.unit}`,
    body: html`${rows.map((row, i) => slip(row, place.unit, i === 0))}`,
  }
}

export interface NoticeFacts {
  readonly members: number
  readonly meetingOn: string | null
  readonly attended: number | null
  readonly guests: number
  readonly committee: string
  readonly committeeOn: string | null
  readonly appraised: number
  readonly fedBack: number
  readonly lastFedBackOn: string | null
  readonly excellent: number
  readonly qualified: number
  readonly noticedOn: string | null
}

function meetingText({ meetingOn, attended, guests, members }: NoticeFacts): string {
  if (meetingOn === null) return ''
  const there = attended === null ? '' : `，应到党员${members}名，实到${attended}名`
  const heard = guests === 0 ? '' : `，邀请入党积极分子、党外群众代表等${guests}人列席`
  return `${formatChinese(meetingOn)}召开专题组织生活会${there}${heard}，党员逐个作自我剖析，相互开展批评。`
}

/** 优秀 and 合格 in whole numbers; who needs help is helped, not published. */
export function appraisalNotice(facts: NoticeFacts, place: Place): Paper {
  const studied = facts.committeeOn === null ? '' : formatChinese(facts.committeeOn)
  const told = facts.lastFedBackOn === null ? '' : `，至${formatChinese(facts.lastFedBackOn)}`
  return {
    title: `关于民主评议党员情况的通报　${place.unit}`,
    body: html`<h1>关于民主评议党员情况的通报</h1>
      <p class="flat">${place.unit}全体党员、群众：</p>
      <p>按照保持共产党员先进性教育活动分析评议阶段的安排，现将本支部民主评议党员的情况通报如下。</p>
      <p>${meetingText(facts)}</p>
      <p>
        ${studied}经${facts.committee}研究，对${facts.appraised}名党员提出了评议意见${told}已向${facts.fedBack}名党员本人反馈。正式党员中评定为优秀的${facts.excellent}名、合格的${facts.qualified}名；预备党员参加评议，不评定等次。
      </p>
      <p>
        对评议中指出的不足，党员本人正在认真改正，支部跟踪帮助。欢迎党员、群众继续提出意见，意见可当面向支部书记提出，也可投入意见箱。
      </p>
      <p class="sign">${place.unit}</p>
      <p class="sign">${dayOf(facts.noticedOn ?? place.on)}</p>`,
  }
}
