// Asks before the page of a story is left with typed text that has not been saved.
const form = document.querySelector("#edition_form")
let typed = false
for (const kind of ["input", "change"]) {
  form.addEventListener(kind, (event) => (typed ||= event.isTrusted || event.target.matches("[data-story-body]")))
}
form.addEventListener("submit", () => (typed = false))
addEventListener("beforeunload", (event) => typed && event.preventDefault())
