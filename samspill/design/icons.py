"""One set of icons: a grid of 24, lines of 1.6, round ends. They never stand without a word."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

ICONS = {
    "add-person": '<circle cx="10" cy="8.5" r="3.6"/><path d="M3.5 20c.6-4 3-6 6.5-6s5.9 2 6.5 6M19 6v6M16 9h6"/>',
    "amu": '<circle cx="12" cy="12" r="4"/><circle cx="12" cy="4.5" r="1.3"/><circle cx="12" cy="19.5" r="1.3"/>'
    '<circle cx="4.5" cy="12" r="1.3"/><circle cx="19.5" cy="12" r="1.3"/>',
    "arrow-left": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "arrow-right": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "bell": '<path d="M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5h4"/>',
    "book": '<path d="M12 6.5C10 5 7 4.5 4 5v13.5c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5V5c-3-.5-6 0-8 1.5zM12 6.5V20"/>',
    "building": '<path d="M5 20.5V4.5h9v16M14 9.5h5v11M3 20.5h18M8 8.5h3M8 12h3M8 15.5h3"/>',
    "calendar": '<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>',
    "chart": '<path d="M4 19h16"/><path d="M4 14c3-1 4-6 7-5s4 3 9-3"/><circle cx="20" cy="6" r="1.2"/>',
    "check": '<circle cx="12" cy="12" r="8"/><path d="m8.5 12.2 2.5 2.5 4.6-5.2"/>',
    "chevron-down": '<path d="m6 9.5 6 6 6-6"/>',
    "chevron-left": '<path d="m14.5 6-6 6 6 6"/>',
    "chevron-right": '<path d="m9.5 6 6 6-6 6"/>',
    "chevron-up": '<path d="m6 14.5 6-6 6 6"/>',
    "clock": '<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "comment": '<path d="M4 5.5h16v11h-9L7 20v-3.5H4z"/><path d="M8 9.5h8M8 12.5h5"/>',
    "compare": '<path d="M4 8c4-3 6 3 9 0s4-1 7-2M4 17c3-1 5 1.5 8 0s5 1 8-1"/>',
    "document": '<rect x="5" y="4.5" width="14" height="16" rx="2"/><path d="M9 9.5h6M9 13.5h6M9 17h3"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M5 19.5h14"/>',
    "edit": '<path d="M4.5 19.5 6 14.5 16 4.5l3.5 3.5-10 10zM13.5 7l3.5 3.5"/>',
    "eye": '<path d="M2.5 12C5 7.5 8 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.5 6.5-9.5 6.5S5 16.5 2.5 12z"/>'
    '<circle cx="12" cy="12" r="3"/>',
    "eye-off": '<path d="M4.5 8.5C3.7 9.5 3 10.7 2.5 12 5 16.5 8 18.5 12 18.5c1.5 0 3-.3 4.2-.9M9 6c.9-.3 2-.5 3-.5'
    ' 4 0 7 2 9.5 6.5-.6 1.1-1.3 2.1-2 2.9M4 4l16 16"/>',
    "filter": '<path d="M4 6.5h16M7 12h10M10 17.5h4"/>',
    "heart": '<path d="M12 19.5C7 16 4 13 4 9.5a4 4 0 0 1 8-1 4 4 0 0 1 8 1c0 3.5-3 6.5-8 10z"/>',
    "home": '<path d="M4 11.5 12 5l8 6.5V20h-5.5v-5h-5v5H4z"/>',
    "info": '<circle cx="12" cy="12" r="8"/><path d="M12 11v5M12 8v.01"/>',
    "key": '<circle cx="8" cy="12" r="4"/><path d="M12 12h8.5v3.5M17 12v2.5"/>',
    "language": '<circle cx="12" cy="12" r="8.2"/><path d="M3.8 12h16.4M12 3.8c3 2.5 3 14 0 16.4-3-2.5-3-14 0-16.4z"/>',
    "link": '<path d="M10 14a3.5 3.5 0 0 0 5 0l3.5-3.5a3.5 3.5 0 0 0-5-5L12 7M14 10'
    'a3.5 3.5 0 0 0-5 0L5.5 13.5a3.5 3.5 0 0 0 5 5L12 17"/>',
    "lock": '<rect x="5.5" y="10.5" width="13" height="9.5" rx="2"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>',
    "mail": '<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="m4 7.5 8 6 8-6"/>',
    "menu": '<path d="M4.5 7h15M4.5 12h15M4.5 17h15"/>',
    "minus": '<path d="M5 12h14"/>',
    "move": '<path d="M12 3.5v17M3.5 12h17M9.5 6 12 3.5 14.5 6M9.5 18l2.5 2.5 2.5-2.5M6 9.5 3.5 12 6 14.5M18 9.5l2.5'
    ' 2.5-2.5 2.5"/>',
    "people": '<circle cx="9" cy="9" r="3.2"/><path d="M3 19c.5-3.5 2.7-5.2 6-5.2s5.5 1.7 6 5.2M15.5 6.2'
    'a3.2 3.2 0 0 1 0 5.8M17.5 14c2 .7 3.2 2.3 3.5 5"/>',
    "person": '<circle cx="12" cy="8.5" r="3.6"/><path d="M5 20c.6-4 3.4-6 7-6s6.4 2 7 6"/>',
    "phone": '<rect x="7" y="3.5" width="10" height="17" rx="2"/><path d="M11 17.5h2"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 9V4.5h10V9M7 16.5H4.5v-6.5h15v6.5H17"/><rect x="7" y="14" width="10" height="6"/>',
    "pulse": '<path d="M3 12h3.5c2 0 2-5 4-5s2 10 4 10 2-5 3.5-5H21"/>',
    "qr": '<path d="M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 13.5h2.5v2.5h-2.5zM17 17h2.5v2.5H17z'
    'M7.5 7.5v.01M16.5 7.5v.01M7.5 16.5v.01"/>',
    "question": '<circle cx="12" cy="12" r="8"/>'
    '<path d="M9.7 9.7c.3-2.9 4.8-2.7 4.6.1-.1 1.6-2.3 1.8-2.3 3.7M12 16.2v.01"/>',
    "refresh": '<path d="M19 12a7 7 0 1 1-2-5l2 2M19 4.5V9h-4.5"/>',
    "scale": '<path d="M12 4.5v15M7 19.5h10M5 8h14M5 8l-2.5 6h5zM19 8l-2.5 6h5z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>',
    "settings": '<path d="M4 7.5h8M16 7.5h4M4 16.5h4M12 16.5h8"/><circle cx="14" cy="7.5" r="2"/>'
    '<circle cx="10" cy="16.5" r="2"/>',
    "shield": '<path d="M12 3.5 5 6v5.5c0 4.5 3 7.5 7 9 4-1.5 7-4.5 7-9V6z"/><path d="m9 12 2.2 2.2L15 10"/>',
    "sign-out": '<path d="M14 4.5H5v15h9M10 12h10M16.5 8.5 20 12l-3.5 3.5"/>',
    "sort": '<path d="M8 5v14M4.5 15.5 8 19l3.5-3.5M16 19V5M12.5 8.5 16 5l3.5 3.5"/>',
    "speak": '<path d="M4 5.5h16v11h-9L7 20v-3.5H4z"/>',
    "star": '<path d="m12 4 2.4 5.2 5.6.7-4.1 3.9 1.1 5.6-5-2.8-5 2.8 1.1-5.6L4 9.9l5.6-.7z"/>',
    "support": '<circle cx="9" cy="12" r="5.5"/><circle cx="15" cy="12" r="5.5"/>',
    "table": '<rect x="4" y="5" width="16" height="14" rx="2"/><path d="M4 10h16M4 14.5h16M10 10v9"/>',
    "target": '<circle cx="12" cy="12" r="8"/><circle cx="12" cy="12" r="4"/><path d="M12 12v.01"/>',
    "team": '<circle cx="9" cy="9.5" r="5"/><circle cx="15" cy="9.5" r="5"/><circle cx="12" cy="15" r="5"/>',
    "trash": '<path d="M5 7h14M10 7V4.5h4V7M6.5 7l1 13h9l1-13M10.5 10.5v6M13.5 10.5v6"/>',
    "tree": '<rect x="9" y="3.5" width="6" height="4.5" rx="1"/><rect x="3" y="16" width="6" height="4.5" rx="1"/>'
    '<rect x="15" y="16" width="6" height="4.5" rx="1"/><path d="M12 8v4M6 16v-4h12v4"/>',
    "upload": '<path d="M12 16V5M7 9.5l5-5 5 5M5 19.5h14"/>',
    "warning": '<path d="M12 4.5 21 19.5H3zM12 10v4.5M12 17v.01"/>',
    "wheel": '<circle cx="12" cy="12" r="8.2"/><circle cx="12" cy="12" r="3"/><path d="M12 3.8V9M20.2 12H15"/>',
}


def icon_svg(name: str) -> SafeString:
    """Draw one icon, hidden from screen readers: the word beside it speaks.

    >>> icon_svg("minus")
    '<svg class="s-i" viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12h14"/></svg>'
    """
    return mark_safe(f'<svg class="s-i" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>')
