import { speaksOf } from "./sentences.ts";

speaksOf("the app in process");
