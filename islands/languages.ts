/** For days and numbers: browsers that lack nynorsk would else say them in their own language, in the midst of the page. */
export function languagesOfPage(): string[] {
  const { lang } = document.documentElement;
  return [lang === "en" ? "en-GB" : lang || "nb", "nb"];
}
