// The styles of the theme: what is wrong, not how it is laid out.
export default {
  extends: "stylelint-config-recommended",
  // The sheets are in the order of a page's parts; the order of specificity would tear the parts apart.
  rules: { "no-descending-specificity": null },
};
