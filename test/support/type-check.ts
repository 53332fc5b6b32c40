import { resolve } from 'node:path'
import ts from 'typescript'

/**
 * What TypeScript has to say of files that are not on disk, or take the place of one that is: by their names from the root.
 *
 * @param project whose compiler options count
 */
export function complaintsOf (files: ReadonlyMap<string, string>, project = 'tsconfig.json', more: ts.CompilerOptions = {}): Map<string, string[]> {
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(project, ts.sys.readFile).config, ts.sys, resolve(project, '..'))
  const host = ts.createCompilerHost(options)
  const texts = new Map([...files].map(([name, text]) => [resolve(name), text]))
  const { readFile, fileExists } = host
  delete host.directoryExists // a file that is not on disk may be in a folder that is not either
  host.fileExists = (name) => texts.has(resolve(name)) || fileExists(name)
  host.readFile = (name) => texts.get(resolve(name)) ?? readFile(name)
  const program = ts.createProgram([...texts.keys()], { ...options, noUnusedLocals: false, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, ...more }, host)
  const told = ({ file, start, messageText }: ts.Diagnostic): string => {
    const line = file === undefined || start === undefined ? '' : file.text.split('\n')[file.getLineAndCharacterOfPosition(start).line]?.trim()
    return `${line ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
  }
  return new Map([...files.keys()].map((name) => [name, ts.getPreEmitDiagnostics(program, program.getSourceFile(resolve(name))).map(told)]))
}
