import { speaksOf } from "./sentences.ts";

speaksOf("the Worker in workerd");
