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
    label.id ||= `${select.id}_label`
    box.setAttribute("aria-labelledby", [label.id, box.getAttribute("aria-labelledby")].filter(Boolean).join(" "))
    box.querySelector(".select2-selection__rendered")?.setAttribute("aria-label", label.textContent.trim())
    box.querySelector(".select2-search__field")?.setAttribute("aria-label", label.textContent.trim())
    box.dataset.named = "yes"
  }
}

const afterSelect2 = () => setTimeout(nameChoosers) // its own script listens to the same events, and comes later
window.addEventListener("load", afterSelect2)
document.addEventListener("formset:added", afterSelect2)
