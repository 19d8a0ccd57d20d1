import openapiTypeScript, { astToString } from "npm:openapi-typescript@7.13.0";
import ts from "npm:typescript@5.9.3";
import { limitsOf, withBrands } from "./branded.ts";
import { type Document, type Pair, pairsOf, referredTo, withoutProse } from "./document.ts";
import { codesOf } from "./answers.ts";

/** What the compiler is to prove: that everything of one type is of the other, too. */
type Claim = { readonly about: string; readonly source: string; readonly target: string };

/** An operation with all that it refers to, without prose: when it is the same in both documents, so are its types. */
const substance = (pair: Pair, when: "old" | "next", document: Document): string =>
  JSON.stringify(withoutProse([
    pair[when],
    [...referredTo(pair[when], document)].toSorted().map((name) => {
      const [kind = "", own = ""] = name.split("/");
      return [name, document.components[kind]?.[own]];
    }),
  ]));

/** Those operations alone, with what they refer to. */
function cut(pairs: readonly Pair[], when: "old" | "next", document: Document): Document {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const pair of pairs) paths[pair.path] = { ...paths[pair.path], [pair.method]: pair[when] };
  const needed = referredTo(paths, document);
  const components = Object.entries(document.components).map(([kind, all]) => [
    kind,
    Object.fromEntries(
      Object.entries(all).filter(([name]) => kind === "securitySchemes" || needed.has(`${kind}/${name}`)),
    ),
  ]);
  return withoutProse({ ...document, paths, components: Object.fromEntries(components) }) as Document;
}

/** What is to be proved of one operation: old requests fit the new one, new answers fit the old one. */
function* claimsOf({ name, path, method, old, next }: Pair, before: Document, after: Document): Generator<Claim> {
  const [was, is] = ["Old", "New"].map((types) => `${types}[${JSON.stringify(path)}][${JSON.stringify(method)}]`);
  for (const place of ["query", "header", "path"]) {
    const part = `["parameters"]["${place}"]`;
    yield { about: `${name}: its ${place} parameters`, source: `${was}${part}`, target: `${is}${part}` };
  }
  for (const type of Object.keys(old.requestBody?.content ?? {})) {
    if (next.requestBody?.content?.[type] === undefined) continue;
    const part = (operation = "") => `NonNullable<${operation}["requestBody"]>["content"]["${type}"]`;
    yield { about: `${name}: its request as ${type}`, source: part(was), target: part(is) };
  }
  for (const [status, body] of Object.entries(old.responses)) {
    if (next.responses[status] === undefined) continue;
    const headers = `["responses"][${status}]["headers"]`;
    yield { about: `${name}: the headers of ${status}`, source: `${is}${headers}`, target: `${was}${headers}` };
    for (const type of Object.keys(body.content ?? {})) {
      if (next.responses[status]?.content?.[type] === undefined) continue;
      const part = (operation = "") => `${operation}["responses"][${status}]["content"]["${type}"]`;
      if (Number(status) < 400) {
        yield { about: `${name}: its answer ${status}`, source: part(is), target: part(was) };
        continue;
      }
      const codes = codesOf(next.responses[status], after);
      for (const code of new Set(codesOf(body, before))) {
        if (!codes.includes(code)) continue;
        const coded = (operation = "") => `Extract<${part(operation)}, { code: "${code}" }>`;
        yield { about: `${name}: its answer ${status} ${code}`, source: coded(is), target: coded(was) };
      }
      const other = (operation = "") => `Exclude<${part(operation)}, { code: string }>`;
      yield { about: `${name}: its answer ${status}`, source: other(is), target: other(was) };
    }
  }
}

/** As much of the language's own types as the generated ones need. */
const library = `
interface Array<T> { length: number; [index: number]: T }
interface Boolean {} interface CallableFunction {} interface Function {} interface IArguments {} interface Object {}
interface NewableFunction {} interface Number {} interface RegExp {} interface String {}
type Record<K extends keyof any, T> = { [P in K]: T };
type Extract<T, U> = T extends U ? T : never;
type Exclude<T, U> = T extends U ? never : T;
type NonNullable<T> = T & {};
`;

/** What the compiler says of these files, by the line of the proof that it says it of. */
function compile(files: Readonly<Record<string, string>>): readonly { readonly line: number; readonly why: string }[] {
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    noLib: true,
    types: [],
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host: ts.CompilerHost = {
    getSourceFile: (name, target) =>
      files[name] === undefined ? undefined : ts.createSourceFile(name, files[name], target),
    fileExists: (name) => name in files,
    readFile: (name) => files[name],
    getDefaultLibFileName: () => "/library.ts",
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => {},
  };
  return ts.getPreEmitDiagnostics(ts.createProgram(Object.keys(files), options, host)).map((found) => {
    const why = ts.flattenDiagnosticMessageText(found.messageText, "\n");
    if (found.file?.fileName !== "/proof.ts" || found.start === undefined) {
      throw new Error(`the types are wrong in themselves: ${found.file?.fileName} ${why}`);
    }
    return { line: found.file.getLineAndCharacterOfPosition(found.start).line, why };
  });
}

/** Where two types part, as the compiler tells it: the property, and its last word on it. */
function parting(why: string): string {
  const properties = [...why.matchAll(/ypes of (?:property )?'([^']+)' are incompatible/g)].map(([, name]) => name);
  const word = why.split("\n").at(-1)?.trim() ?? why;
  return [...(properties.length === 0 ? [] : [properties.join(".")]), word].join(": ");
}

/** What the compiler cannot prove of the operations that both documents have. */
export async function unproved(old: Document, next: Document): Promise<readonly string[]> {
  const pairs = pairsOf(old, next).filter((pair) => substance(pair, "old", old) !== substance(pair, "next", next));
  if (pairs.length === 0) return [];
  const limits = limitsOf([old, next]);
  const types = async (when: "old" | "next", document: Document): Promise<string> => {
    const ast = await openapiTypeScript(
      withBrands(cut(pairs, when, document), limits) as unknown as Parameters<typeof openapiTypeScript>[0],
      { defaultNonNullable: false, silent: true },
    );
    return astToString(ast);
  };
  const claims = pairs.flatMap((pair) => [...claimsOf(pair, old, next)]);
  const proof = [
    'import type { paths as Old } from "./old.ts"; import type { paths as New } from "./new.ts"; ' +
    "type Fits<Source extends Target, Target> = Source;",
    ...claims.map(({ source, target }, index) => `export type Claim${index} = Fits<${source}, ${target}>;`),
  ].join("\n");
  const found = compile({
    "/library.ts": library,
    "/old.ts": await types("old", old),
    "/new.ts": await types("next", next),
    "/proof.ts": proof,
  });
  return found.map(({ line, why }) => `${claims[line - 1]?.about}: ${parting(why)}`);
}
