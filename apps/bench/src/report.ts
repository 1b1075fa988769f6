/**
 * The report with the section of each measured table set between its two markers, `<!-- NAME -->` and
 * `<!-- /NAME -->`. A table without markers goes to the end, with markers of its own; all else stays as it is.
 */
export function updatedReport(report: string, sections: Readonly<Record<string, string>>): string {
  return Object.entries(sections).reduce((text, [name, section]) => {
    const [opening, closing] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const marked = `${opening}\n\n${section.trim()}\n\n${closing}`;
    const start = text.indexOf(opening);
    const end = text.indexOf(closing, start);
    if (start < 0 || end < 0) return `${text.trimEnd()}\n\n## ${name}\n\n${marked}\n`;
    return text.slice(0, start) + marked + text.slice(end + closing.length);
  }, report);
}
