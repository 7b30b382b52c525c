// A short code that leads an exported row back to its record, for ledgers whose rows have no natural key of their own.

/** Header of the column the code stands in. */
export const RECORD_CODE = '记录码'

// Without I, L, O and U, which are taken for other signs when typed.
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 10

/** Ten signs from the last 48 bits of the id, which are random: the same on every computer, and never stored. */
export function recordCode(id: string): string {
  let rest = BigInt(`0x${id.slice(-12)}`)
  let code = ''
  while (code.length < LENGTH) {
    code = `${SIGNS[Number(rest % 32n)] ?? ''}${code}`
    rest /= 32n
  }
  return code
}

/** A code as it comes back: spaces gone, capital letters. */
export const tidyCode = (text: string): string => text.replace(/\s/gu, '').toUpperCase()
