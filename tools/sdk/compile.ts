import ts from "npm:typescript@5.9.3";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: [],
  skipLibCheck: true,
  declaration: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
};

const plain: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => "",
  getNewLine: () => "\n",
};

/** JavaScript modules and their declarations, made of TypeScript modules, all by file name. Throws what is wrong. */
export function compiled(sources: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const inMemory = new Map(
    [...sources].map(([name, text]) => [`/${name}`, text.replaceAll(/(from "\.\/\w+)\.ts"/g, '$1.js"')]),
  );
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  const made = new Map<string, string>();
  Object.assign(
    host,
    {
      fileExists: (path) => inMemory.has(path) || fileExists(path),
      readFile: (path) => inMemory.get(path) ?? readFile(path),
      getSourceFile: (path, version, ...rest) => {
        const text = inMemory.get(path);
        return text === undefined ? getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version);
      },
      getCurrentDirectory: () => "/",
      writeFile: (path, text) => void made.set(path.slice(1), text),
    } satisfies Partial<ts.CompilerHost>,
  );
  const program = ts.createProgram([...inMemory.keys()], options, host);
  const { diagnostics } = program.emit();
  const wrong = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (wrong.length > 0) throw new Error(ts.formatDiagnostics(wrong, plain));
  return made;
}
