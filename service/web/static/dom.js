// Elements from texts.  Nothing here or anywhere in the page turns a text into markup.

/** An element with properties, attributes (under `attributes`) and children: texts, elements, or null. */
export function element(tag, properties = {}, ...children) {
  const {attributes = {}, ...own} = properties;
  const made = Object.assign(document.createElement(tag), own);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null && child !== ''));
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}
