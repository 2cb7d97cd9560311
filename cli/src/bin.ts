#!/usr/bin/env node
import process from "node:process";
import { main } from "./main.js";

process.exitCode = await main(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  colours: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
});
