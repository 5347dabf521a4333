import assert from 'node:assert/strict';
import { commandHref, commandLink, escaped, pageHtml, reachable, relinked } from './page-html';

describe('the HTML of the page of a brief', () => {
  it('lets nothing run but its own script', () => {
    const files = { source: 'https://own', styles: ['a.css'], script: 'page.js' };
    const target = { exercise: 'a', language: 'go' };
    const html = pageHtml('A <b>', { header: 'H', body: 'B', target }, files);
    assert.match(html, /default-src 'none'/);
    assert.match(html, /script-src https:\/\/own;/);
    assert.doesNotMatch(html, /unsafe/);
    assert.ok(html.includes('<title>A &lt;b&gt;</title>'));
  });

  it('has links that run commands, with any argument', () => {
    const argument = { exercise: 'a"&<b>' };
    assert.deepEqual(
      JSON.parse(decodeURIComponent(commandHref('codealong.check', argument).split('?')[1] ?? '')),
      [argument],
    );
    assert.match(
      commandLink('Check & go', 'codealong.check', argument),
      /^<a href="[^"]*">Check &amp; go<\/a>$/,
    );
  });

  it('leads its links and pictures elsewhere, and nothing in code', () => {
    const html =
      '<p><a href="a.md#x" data-href="a.md#x">A</a> <img data-src="b.svg" src="b.svg" alt="B"></p>' +
      '<code>&lt;a href=&quot;c&quot;&gt;</code>';
    assert.equal(
      relinked(html, (target, kind) => `${kind}:${target}`),
      '<p><a href="link:a.md#x" data-href="a.md#x">A</a> <img data-src="b.svg" src="picture:b.svg" alt="B"></p>' +
        '<code>&lt;a href=&quot;c&quot;&gt;</code>',
    );
  });

  it('gives the true target to who decides', () => {
    const seen: string[] = [];
    relinked('<a href="a?b=1&amp;c=&quot;">', (target) => {
      seen.push(target);
      return escaped(target);
    });
    assert.deepEqual(seen, ['a?b=1&c="']);
  });
});

describe('what is wider than the page', () => {
  it('can be reached and scrolled by keys: code, and a diagram by itself', () => {
    assert.equal(
      reachable(
        '<pre class="hljs"><code>a</code></pre><p dir="auto"><img src="b.svg"></p><p>c <img src="d.svg"></p><param>',
      ),
      '<pre tabindex="0" class="hljs"><code>a</code></pre><p tabindex="0" dir="auto"><img src="b.svg"></p><p>c <img src="d.svg"></p><param>',
    );
  });
});
