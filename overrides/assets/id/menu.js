{#- Made in the build of its own language; an empty file is not written. -#}
{% if config.theme.language == "id" %}
{% set menu %}{% include "partials/menu.html" %}{% endset %}
kb.menu = {{ menu | tojson | replace("\\u003c", "<") | replace("\\u003e", ">") }};
{% endif %}
