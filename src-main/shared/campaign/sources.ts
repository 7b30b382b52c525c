// The five speeches the product takes its rules from, with the short titles a user sees.
import type { Source } from './types.ts'

export const sources: readonly Source[] = [
  { key: 'S0', file: '000_f770b5b5a5ef423e.txt', title: '镇党委：第二批先进性教育活动动员会讲话' },
  { key: 'S1', file: '001_0d49e7191d1f6b17.txt', title: '镇党委：全镇先进性教育活动动员会讲话' },
  { key: 'S2', file: '002_d9188d62af6af97e.txt', title: '市委：先进性教育活动工作会议讲话' },
  { key: 'S3', file: '003_978282df089d60de.txt', title: '市委督导组：镇（区）动员会讲话' },
  { key: 'S4', file: '004_b3486bf88ff6a337.txt', title: '县委：学习动员阶段小结讲话' },
]
