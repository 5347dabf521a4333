/** A folded answer of a guide, with its question. */
const folded = /^<details[^>]*><summary>(.*?)<\/summary>\r?\n([^]*?)^<\/details>$/gm;

/** A text of the guides for a terminal, where nothing folds: questions stay in their places, and their answers come last. */
export function answersLast(markdown: string): string {
  const answers: string[] = [];
  const questions = markdown.replace(folded, (_all, question: string, answer: string) => {
    answers.push(answer.trim());
    return `[${answers.length}] ${question}`;
  });
  if (answers.length === 0) return markdown;
  const list = answers.map((answer, index) => `[${index + 1}] ${answer}`);
  return [questions.trimEnd(), '', '---', '', 'Answers', '', list.join('\n\n')].join('\n');
}
