import { type ErrorPattern, matcher } from "../core/matcher.js";

const PATTERNS: readonly ErrorPattern[] = [];
export const providerErrorFrom = matcher(PATTERNS);
