// `dudao`: the application without a window, for offices, scripts and checks. Exit 0 done, 1 refused, 2 wrong usage, 3 unexpected.
import { commands } from './commands.ts'
import { allowEarlyEnd } from './output.ts'
import { Usage, usageText } from './usage.ts'
import { describeRefusal } from './refusals.ts'

async function main(words: readonly string[]): Promise<number> {
  const [name = '', ...rest] = words
  const command = commands[name]
  if (!command) {
    console.error(
      name === '' || name === 'help' || name === '--help'
        ? usageText
        : `没有这个命令：${name}\n\n${usageText}`,
    )
    return name === 'help' || name === '--help' ? 0 : 2
  }
  return command(rest)
}

function exitCodeOf(error: unknown): number {
  if (error instanceof Usage) {
    console.error(`${error.message}\n\n${usageText}`)
    return 2
  }
  const reasons = describeRefusal(error)
  if (reasons) {
    for (const reason of reasons) console.error(reason)
    return 1
  }
  console.error('程序出了意外：', error)
  return 3
}

allowEarlyEnd()

// The driver aborts a process that ends with a query in flight, so the code is set and the loop runs out by itself.
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.exitCode = exitCodeOf(error)
  },
)
