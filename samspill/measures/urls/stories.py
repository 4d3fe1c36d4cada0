from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from samspill.measures.views import stories

urlpatterns: list[URLPattern | URLResolver] = [
    path("hva-hjalp/", stories.stories, name="stories"),
    path("hva-hjalp/ny/", stories.tell, name="story_tell"),
    path("hva-hjalp/kommentar/<int:key>/", stories.tell_from_comment, name="story_from_comment"),
    path("hva-hjalp/<int:story_id>/", stories.story, name="story"),
    path("hva-hjalp/<int:story_id>/bilde/", stories.picture, name="story_picture"),
    path("hva-hjalp/<int:story_id>/oss-ogsa/", stories.thank, name="story_thank"),
    path("hva-hjalp/<int:story_id>/trekk/", stories.withdraw, name="story_withdraw"),
    path("hva-hjalp/<int:story_id>/gjor-mer/", stories.adopt, name="story_adopt"),
]
