// Small manners of the desk. Without them everything works, a little less politely.

const openMenus = () => document.querySelectorAll("details.menu[open]")

// An open menu closes when one turns to something else.
document.addEventListener("click", ({ target }) => {
  for (const menu of openMenus()) if (!menu.contains(target)) menu.open = false
})
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return
  for (const menu of openMenus()) {
    menu.open = false
    menu.querySelector("summary").focus()
  }
})

// On a phone the menu of tables is wider than the window.
document.querySelector(".tables [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" })

// Select2 hides the field that a label names; say the label where the keyboard really lands.
function nameChoosers() {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
    const label = select.labels[0]
    const box = select.parentElement.querySelector(".select2-selection")
    if (!label || !box || box.dataset.named) continue
    const search = box.querySelector(".select2-search__field")
    label.id ||= `${select.id}_label`
    box.setAttribute("aria-labelledby", [label.id, box.getAttribute("aria-labelledby")].filter(Boolean).join(" "))
    for (const part of [box.querySelector(".select2-selection__rendered"), search]) part?.setAttribute("aria-label", label.textContent.trim())
    for (const part of [box, search]) if (part) stayInPlace(part)
    box.dataset.named = "yes"
  }
}

// An open list of Select2 takes the focus back when one presses elsewhere. The page must not run to it under the finger,
// or what was pressed, “Save” perhaps, never gets its click.
function stayInPlace(part) {
  part.focus = (options) => HTMLElement.prototype.focus.call(part, { preventScroll: true, ...options })
}

const afterSelect2 = () => setTimeout(nameChoosers) // its own script listens to the same events, and comes later
window.addEventListener("load", afterSelect2)
document.addEventListener("formset:added", afterSelect2)
