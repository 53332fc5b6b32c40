import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ts from 'typescript'

const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, strict: true, isolatedDeclarations: true, declaration: true, allowImportingTsExtensions: true, verbatimModuleSyntax: true }

/**
 * The declarations of every module of some folders below `src/`, each of its own text alone (`isolatedDeclarations`).
 *
 * @returns pairs of a file such as `client/sandbox.d.ts` and its text
 * @throws Error where an export does not say its type
 */
export async function declarations (folders) {
  const files = (await Promise.all(folders.map(async (folder) => (await readdir(folder, { recursive: true })).filter((file) => /(?<!\.d)\.ts$/.test(file)).map((file) => join(folder, file))))).flat()
  return await Promise.all(files.map(async (file) => {
    const { outputText, diagnostics = [] } = ts.transpileDeclaration(await readFile(file, 'utf8'), { fileName: file, reportDiagnostics: true, compilerOptions })
    const [problem] = diagnostics
    if (problem !== undefined) throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(problem.messageText, '\n')} (at ${problem.start})`)
    return [file.replace(/^src\//, '').replace(/\.ts$/, '.d.ts'), outputText.replaceAll(/(from|import\() ?(['"]\.[^'"]+)\.ts(['"])/g, '$1 $2.js$3')]
  }))
}
