// The text field of a story: the body's vocabulary over ProseMirror. What it may hold is named on the server.
import * as parts from "django-prose-editor/editor"

const { Editor, Link, Node, crel, updateAttrsDialog } = parts

const fields = [...document.querySelectorAll("[data-story-body]")].map((textarea) => ({
  textarea,
  setup: JSON.parse(textarea.dataset.storyBody),
}))
const words = Object.assign({}, ...fields.map(({ setup }) => setup.words))
const say = (text) => words[text] ?? text

const askForLink = updateAttrsDialog({ href: { title: say("Address") } }, { title: say("insert link"), submitText: say("Insert") })

// A link has an address and nothing else; the package's own dialog also asks for a title that readers never get.
const StoryLink = Link.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          askForLink(editor, editor.getAttributes("link")).then((answer) => {
            if (answer?.href) editor.chain().focus().extendMarkRange("link").setLink({ href: answer.href }).run()
          })
        },
    }
  },
})

const askForStory = updateAttrsDialog(
  { address: { title: say("Address or short id of the story") } },
  { title: say("related story"), submitText: say("Insert") },
)

// k3m9xq, …/a/k3m9xq/ or …/iraq/k3m9xq/some-words/; the other words of an address may look like a short id too
const ID = `(${fields[0]?.setup.shortId})`
const ADDRESS = new RegExp(`^${ID}$|/a/${ID}/?$|/${ID}/[^/]+/?$`)
const shortId = (address) => ADDRESS.exec(address.trim().replace(/[?#].*$/, ""))?.slice(1).find(Boolean)

async function headlineOf(id, { cards, language }) {
  const answer = await fetch(`${cards}?ids=${id}&language=${language}`, { headers: { Accept: "application/json" } })
  return answer.ok ? (await answer.json())[id] : undefined
}

async function insertStory(editor, options) {
  const answer = await askForStory(editor, {})
  if (!answer) return
  const id = shortId(answer.address)
  if (!id || !(await headlineOf(id, options))) return alert(say("No story that you may see has this address."))
  editor.chain().focus().insertContent({ type: "relatedStory", attrs: { story: id } }).run()
}

const RelatedStory = Node.create({
  name: "relatedStory",
  group: "block",
  atom: true,
  draggable: true,
  addOptions: () => ({ cards: "", language: "" }),
  addAttributes() {
    return { story: { parseHTML: (dom) => dom.dataset.story, renderHTML: ({ story }) => ({ "data-story": story }) } }
  },
  parseHTML: () => [{ tag: "figure[data-story]" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes],
  addNodeView() {
    return ({ node }) => {
      const title = crel("bdi", { textContent: node.attrs.story })
      const dom = crel("figure", { className: "related-story" }, [
        crel("span", { className: "related-story__label", textContent: say("related story") }),
        title,
      ])
      headlineOf(node.attrs.story, this.options).then((headline) => {
        if (headline) title.textContent = headline
      })
      return { dom }
    }
  },
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "relatedStory",
      groups: "nodes",
      button: buttons.material("article", "related story"),
      command: (editor) => insertStory(editor, this.options),
    })
  },
})

function extensionsOf(named, options) {
  const known = { ...parts, Link: StoryLink, RelatedStory: RelatedStory.configure(options) }
  return Object.entries(named).map(([name, options]) => (options === true ? known[name] : known[name].configure(options)))
}

function translateButtons(frame) {
  for (const button of frame.querySelectorAll("button[title]")) {
    button.title = say(button.title)
    button.setAttribute("aria-label", button.title)
  }
}

function edit({ textarea, setup }) {
  const frame = crel("div", { className: "prose-editor" })
  textarea.before(frame)
  frame.append(textarea)
  new Editor({
    element: frame,
    extensions: extensionsOf(setup.extensions, { cards: setup.cards, language: textarea.lang }),
    content: textarea.value,
    injectCSS: false, // the policy allows no inline style; css/desk has its few rules
    editorProps: {
      attributes: {
        lang: textarea.lang,
        dir: textarea.dir,
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": say("Story text"),
      },
    },
    onCreate: () => setTimeout(() => translateButtons(frame)),
    onUpdate({ editor }) {
      textarea.value = editor.isEmpty ? "" : editor.getHTML()
      textarea.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
}

// Gone back to in the browser, a page gets its typed text back only once it is loaded: the editor begins from that.
addEventListener("pageshow", () => fields.forEach(edit), { once: true })
