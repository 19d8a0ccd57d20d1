import { speaksOf } from "./sentences.ts";

speaksOf("Deno on a libSQL server");
