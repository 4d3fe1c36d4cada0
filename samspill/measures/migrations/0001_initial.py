import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        ('pulses', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('result', 'resultatsamtale'), ('dialogue', 'samtale i stedet for måling')], max_length=8)),
                ('minutes', models.PositiveSmallIntegerField(default=60)),
                ('step', models.PositiveSmallIntegerField(default=0)),
                ('cards', models.JSONField(default=list)),
                ('causes', models.TextField(blank=True, max_length=2000)),
                ('began_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('led_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conversations', to='organisations.organisation')),
                ('pulse_round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pulses.pulseround')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conversations', to='organisations.unit')),
            ],
            options={
                'ordering': ['-began_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'dialogue'), ('pulse_round', None)), models.Q(('kind', 'result'), ('pulse_round__isnull', False)), _connector='OR'), name='conversation_about_a_round_or_cards'), models.CheckConstraint(condition=models.Q(('minutes__in', [45, 60])), name='conversation_of_a_known_length'), models.UniqueConstraint(models.F('unit'), condition=models.Q(('finished_at', None)), name='conversation_one_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('aim', models.TextField(blank=True, max_length=1000)),
                ('description', models.TextField(blank=True, max_length=4000)),
                ('level', models.CharField(choices=[('organisation', 'Organisasjon'), ('team', 'Team'), ('individual', 'Individ')], max_length=12)),
                ('factors', models.JSONField(default=list)),
                ('library_id', models.CharField(blank=True, max_length=8)),
                ('origin', models.CharField(choices=[('result', 'et resultat'), ('risk', 'en risikovurdering'), ('dialogue', 'en samtale'), ('story', 'en fortelling'), ('free', 'noe annet')], default='free', max_length=8)),
                ('took_part', models.TextField(blank=True, max_length=600)),
                ('resources', models.TextField(blank=True, max_length=600)),
                ('starts_on', models.DateField()),
                ('due_on', models.DateField()),
                ('status', models.CharField(choices=[('proposed', 'Foreslått'), ('decided', 'Besluttet'), ('under_way', 'I gang'), ('evaluating', 'Virket det?'), ('finished', 'Avsluttet'), ('stopped', 'Stanset')], default='decided', max_length=10)),
                ('status_before', models.CharField(blank=True, choices=[('proposed', 'Foreslått'), ('decided', 'Besluttet'), ('under_way', 'I gang'), ('evaluating', 'Virket det?'), ('finished', 'Avsluttet'), ('stopped', 'Stanset')], max_length=10)),
                ('expectation', models.TextField(blank=True, max_length=600)),
                ('indicator', models.CharField(blank=True, max_length=60)),
                ('hoped_level', models.FloatField(blank=True, null=True)),
                ('expected_on', models.DateField(blank=True, null=True)),
                ('evaluate_on', models.DateField(blank=True, null=True)),
                ('verdict', models.CharField(blank=True, choices=[('better', 'tegn til bedring'), ('unclear', 'ingen tydelig endring'), ('worse', 'tegn til forverring'), ('too_early', 'for tidlig eller for få svar')], max_length=10)),
                ('lesson', models.TextField(blank=True, max_length=1000)),
                ('finished_on', models.DateField(blank=True, null=True)),
                ('created_on', models.DateField()),
                ('reminded_on', models.DateField(blank=True, null=True)),
                ('carried_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='carried', to='measures.measure')),
                ('conversation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='measures', to='measures.conversation')),
                ('moved_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='organisations.organisation')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('pulse_round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='pulses.pulseround')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='organisations.unit')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('media_type', models.CharField(max_length=100)),
                ('content', models.BinaryField()),
                ('size', models.PositiveIntegerField()),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='measures.measure')),
            ],
            options={
                'ordering': ['added_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0), ('size__lte', 5000000)), name='attachment_of_a_sane_size')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000)),
                ('written_at', models.DateTimeField()),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='measures.measure')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
            ],
            options={
                'ordering': ['written_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='note_says_something')],
            },
        ),
        migrations.CreateModel(
            name='OwnMeasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('summary', models.TextField(max_length=600)),
                ('level', models.CharField(choices=[('organisation', 'Organisasjon'), ('team', 'Team'), ('individual', 'Individ')], max_length=12)),
                ('factors', models.JSONField(default=list)),
                ('effort', models.CharField(choices=[('S', 'under en dag'), ('M', 'en til fem dager'), ('L', 'mer enn fem dager')], max_length=1)),
                ('steps', models.TextField(blank=True, max_length=4000)),
                ('evaluation', models.TextField(blank=True, max_length=1000)),
                ('retired_on', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='own_measures', to='organisations.organisation')),
            ],
            options={
                'ordering': ['title', 'pk'],
                'constraints': [models.UniqueConstraint(models.F('organisation'), models.F('title'), name='own_measure_title_once')],
            },
        ),
        migrations.AddField(
            model_name='measure',
            name='own',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='measures.ownmeasure'),
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('library_id', models.CharField(blank=True, max_length=8)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='measures.conversation')),
                ('own', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='measures.ownmeasure')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(models.F('conversation'), models.F('title'), name='choice_once'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='choice_has_a_title'), models.CheckConstraint(condition=models.Q(models.Q(('library_id__gt', ''), _negated=True), ('own', None), _connector='OR'), name='choice_from_one_library')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('keep', 'ta vare på'), ('change', 'endre')], max_length=6)),
                ('factor', models.CharField(blank=True, max_length=20)),
                ('text', models.CharField(blank=True, max_length=300)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='measures.conversation')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('factor', ''), ('text', ''), _negated=True), name='proposal_says_something')],
            },
        ),
        migrations.CreateModel(
            name='SharedPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shared_on', models.DateField()),
                ('shared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='shared_plan', to='organisations.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=800)),
                ('factor', models.CharField(blank=True, max_length=20)),
                ('teller', models.CharField(blank=True, max_length=200)),
                ('picture', models.BinaryField(blank=True, null=True)),
                ('picture_type', models.CharField(blank=True, max_length=40)),
                ('picture_text', models.CharField(blank=True, max_length=300)),
                ('is_for_unit_only', models.BooleanField(default=False)),
                ('comment_key', models.BigIntegerField(blank=True, null=True, unique=True)),
                ('salt', models.CharField(blank=True, max_length=32)),
                ('mark', models.CharField(blank=True, max_length=64)),
                ('told_on', models.DateField()),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('measure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stories', to='measures.measure')),
                ('pulse_round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='pulses.pulseround')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stories', to='organisations.organisation')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='organisations.unit')),
            ],
            options={
                'ordering': ['-told_on', '-pk'],
                'indexes': [models.Index(fields=['organisation', '-told_on'], name='measures_st_organis_c61af3_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='story_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('picture', None), ('picture_type', '')), models.Q(('picture__isnull', False), ('picture_text__gt', '')), _connector='OR'), name='story_picture_is_described'), models.CheckConstraint(condition=models.Q(('is_for_unit_only', False), models.Q(('teller', ''), ('unit__isnull', False)), _connector='OR'), name='story_of_a_unit_has_one')],
            },
        ),
        migrations.AddField(
            model_name='measure',
            name='story',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='adopted_as', to='measures.story'),
        ),
        migrations.CreateModel(
            name='StoryLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('mailed_up_to', models.PositiveBigIntegerField(default=0)),
                ('is_done', models.BooleanField(default=False)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('organisation'), models.F('month'), name='story_letter_once_a_month')],
            },
        ),
        migrations.CreateModel(
            name='StoryThanks',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(max_length=64)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thanks', to='measures.story')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('story'), models.F('mark'), name='story_thanks_once'), models.CheckConstraint(condition=models.Q(('mark', ''), _negated=True), name='story_thanks_from_somebody')],
            },
        ),
        migrations.AddIndex(
            model_name='measure',
            index=models.Index(fields=['organisation', 'status', 'due_on'], name='measures_me_organis_4f3a25_idx'),
        ),
        migrations.AddIndex(
            model_name='measure',
            index=models.Index(fields=['unit', 'status'], name='measures_me_unit_id_37a50d_idx'),
        ),
        migrations.AddIndex(
            model_name='measure',
            index=models.Index(fields=['organisation', 'library_id'], name='measures_me_organis_cc30c7_idx'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('starts_on'))), name='measure_due_after_start'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('evaluate_on', None), ('evaluate_on__gte', models.F('starts_on')), _connector='OR'), name='measure_evaluated_after_start'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('expectation', ''), ('expected_on', None), ('hoped_level', None), ('indicator', '')), ('expected_on__lte', models.F('starts_on')), _connector='OR'), name='measure_expected_before_start'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_on__isnull', False), ('status', 'finished'), ('verdict__gt', '')), models.Q(('finished_on__isnull', False), ('status', 'stopped')), models.Q(models.Q(('status__in', ['finished', 'stopped']), _negated=True), ('finished_on', None), ('verdict', '')), _connector='OR'), name='measure_verdict_when_finished'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('library_id__gt', ''), _negated=True), ('own', None), _connector='OR'), name='measure_from_one_library'),
        ),
    ]
