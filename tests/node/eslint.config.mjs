// The scripts of the theme: modules in the JavaScript of 2020, which Safari 14 and every later browser know.
import js from "@eslint/js";
import globals from "globals";

// Methods that came after 2020 are no syntax, so the language's version does not forbid them.
const YOUNG = "at|canParse|checkVisibility|fromAsync|getOrInsert|hidePopover|randomUUID|requestIdleCallback|showModal|showPopover|startViewTransition|timeout|togglePopover|union|intersection|difference|isSubsetOf|isSupersetOf|findLast|findLastIndex|hasOwn|replaceAll|toReversed|toSorted|toSpliced|with|groupBy|structuredClone|withResolvers|any";
// Of the browser: what came to Safari after 14, and is called by its own name.
const GLOBALS = "structuredClone|requestIdleCallback|reportError|BroadcastChannel|URLPattern|CompressionStream|WeakRef|FinalizationRegistry|AggregateError";
// What turns text into markup or code; the pages' policy refuses it too.
const SINKS = "innerHTML|outerHTML|insertAdjacentHTML|parseFromString|createContextualFragment|srcdoc|write|writeln|setHTMLUnsafe";
// The reader's browser keeps the choice of colours and nothing else (early.js, site.js).
const STORES = ["sessionStorage", "indexedDB", "caches", "cookieStore"];

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2020, sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: `CallExpression[callee.property.name=/^(${YOUNG})$/]`, message: "Older Safari does not know this method." },
        { selector: `MemberExpression[property.name=/^(${SINKS})$/]`, message: "Text must not become markup." },
        // Syntax of 2018 to the language, and of 2023 to Safari, which then does not run the script at all.
        { selector: "Literal[regex.pattern=/\\(\\?<[=!]/]", message: "Older Safari does not know what looks behind." },
        { selector: `CallExpression[callee.name=/^(${GLOBALS})$/], NewExpression[callee.name=/^(${GLOBALS})$/]`, message: "Older Safari does not know it." },
        { selector: "MemberExpression[property.name='cookie']", message: "The site sets no cookies." },
      ],
      "no-restricted-globals": ["error", ...STORES],
      "no-eval": "error", "no-implied-eval": "error", "no-new-func": "error", "no-script-url": "error",
      "no-unused-vars": ["error", { varsIgnorePattern: "^_$" }],
      "consistent-return": "error", curly: ["error", "multi-line"], "default-param-last": "error", eqeqeq: "error",
      "no-duplicate-imports": "error", "no-implicit-globals": "error", "no-param-reassign": "error",
      "no-promise-executor-return": "error", "no-self-compare": "error", "no-shadow": "error", "no-throw-literal": "error",
      "no-unmodified-loop-condition": "error", "no-use-before-define": ["error", "nofunc"], "no-var": "error",
      "object-shorthand": "error", "prefer-const": "error", "prefer-template": "error", semi: "error",
    },
  },
  { files: ["**/early.js"], languageOptions: { sourceType: "script" } },
];
