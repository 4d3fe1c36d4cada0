import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, max_length=40)),
                ('own_title', models.CharField(blank=True, max_length=120)),
                ('own_text', models.TextField(blank=True, max_length=1000)),
                ('own_proof', models.CharField(blank=True, max_length=300)),
                ('ring', models.CharField(choices=[('duties', 'HMS-arbeid'), ('meetings', 'Møter'), ('support', 'Kollegastøtte og læring'), ('recovery', 'Hvile og restitusjon'), ('rounds', 'Målinger og samtaler')], max_length=10)),
                ('scope', models.CharField(choices=[('organisation', 'hele virksomheten'), ('unit', 'hver enhet for seg')], default='organisation', max_length=12)),
                ('done_by', models.CharField(choices=[('marked', 'noen sier at det er gjort'), ('attached', 'det som viser det, ligger ved'), ('meeting_held', 'et møte er holdt'), ('plan_reviewed', 'handlingsplanen er gjennomgått'), ('assessment_reviewed', 'risikovurderingen er gjennomgått'), ('evaluated', 'et tiltak er vurdert'), ('round_closed', 'en måling er lukket')], default='marked', max_length=20)),
                ('owner_role', models.CharField(choices=[('leader', 'leder'), ('hr', 'HR- og HMS-rådgiver'), ('safety_rep', 'verneombud'), ('chief_safety_rep', 'hovedverneombud'), ('amu_member', 'AMU-medlem'), ('union_rep', 'tillitsvalgt'), ('general_manager', 'daglig leder'), ('consultant', 'BHT eller konsulent')], max_length=20)),
                ('first_month', models.PositiveSmallIntegerField()),
                ('first_day', models.PositiveSmallIntegerField()),
                ('last_month', models.PositiveSmallIntegerField()),
                ('last_day', models.PositiveSmallIntegerField()),
                ('lead_days', models.PositiveSmallIntegerField(default=14)),
                ('law', models.JSONField(default=list)),
                ('since', models.DateField()),
                ('off_on', models.DateField(blank=True, null=True)),
                ('off_reason', models.CharField(blank=True, max_length=400)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='organisations.organisation')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
            ],
            options={
                'ordering': ['first_month', 'first_day', 'pk'],
                'constraints': [models.UniqueConstraint(models.F('organisation'), models.F('key'), condition=models.Q(('key', ''), _negated=True), name='milestone_key_once'), models.CheckConstraint(condition=models.Q(('key', ''), ('own_title', ''), _negated=True), name='milestone_has_a_title'), models.CheckConstraint(condition=models.Q(models.Q(('first_day__range', (1, 31)), ('first_month__in', (1, 3, 5, 8, 10, 12))), models.Q(('first_day__range', (1, 30)), ('first_month__in', (4, 6, 9, 11))), models.Q(('first_day__range', (1, 28)), ('first_month', 2)), _connector='OR'), name='milestone_first_day_exists_outside_july'), models.CheckConstraint(condition=models.Q(models.Q(('last_day__range', (1, 31)), ('last_month__in', (1, 3, 5, 8, 10, 12))), models.Q(('last_day__range', (1, 30)), ('last_month__in', (4, 6, 9, 11))), models.Q(('last_day__range', (1, 28)), ('last_month', 2)), _connector='OR'), name='milestone_last_day_exists_outside_july'), models.CheckConstraint(condition=models.Q(('last_month__gt', models.F('first_month')), models.Q(('last_day__gte', models.F('first_day')), ('last_month', models.F('first_month'))), _connector='OR'), name='milestone_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('first_month__gt', 7), ('last_month__lt', 7), _connector='OR'), name='milestone_never_over_july'), models.CheckConstraint(condition=models.Q(models.Q(('off_on', None), ('off_reason', '')), models.Q(('off_on__isnull', False), models.Q(('off_reason', ''), _negated=True)), _connector='OR'), name='milestone_off_with_a_reason'), models.CheckConstraint(condition=models.Q(('lead_days__lte', 90)), name='milestone_lead_within_a_season')],
            },
        ),
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('planned_starts_on', models.DateField()),
                ('planned_ends_on', models.DateField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('remind_on', models.DateField()),
                ('reminded_on', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('open', 'ikke gjort'), ('done', 'gjort'), ('skipped', 'hoppet over'), ('off', 'slått av')], default='open', max_length=8)),
                ('reason', models.CharField(blank=True, max_length=400)),
                ('done_on', models.DateField(blank=True, null=True)),
                ('how', models.CharField(blank=True, choices=[('by_hand', 'ført av noen'), ('by_itself', 'ført av seg selv')], max_length=10)),
                ('note', models.CharField(blank=True, max_length=600)),
                ('source', models.CharField(blank=True, max_length=200)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occurrences', to='yearwheel.milestone')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.unit')),
            ],
            options={
                'ordering': ['ends_on', 'pk'],
                'indexes': [models.Index(fields=['organisation', 'ends_on'], name='yearwheel_o_organis_e3fd47_idx'), models.Index(fields=['organisation', 'state', 'remind_on'], name='yearwheel_o_organis_7fb71b_idx'), models.Index(fields=['unit', 'ends_on'], name='yearwheel_o_unit_id_6fc16a_idx')],
                'constraints': [models.UniqueConstraint(models.F('milestone'), models.F('year'), condition=models.Q(('unit', None)), name='occurrence_of_the_organisation_once'), models.UniqueConstraint(models.F('milestone'), models.F('unit'), models.F('year'), condition=models.Q(('unit__isnull', False)), name='occurrence_of_a_unit_once'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on')), ('planned_ends_on__gte', models.F('planned_starts_on'))), name='occurrence_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('done_on__isnull', False), ('how__gt', ''), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('done_on', None), ('how', ''), ('note', ''), ('source', '')), _connector='OR'), name='occurrence_done_on_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('skipped', 'off')), models.Q(('reason', ''), _negated=True)), models.Q(('state__in', ('open', 'done')), ('reason', '')), _connector='OR'), name='occurrence_skipped_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('media_type', models.CharField(max_length=100)),
                ('content', models.BinaryField()),
                ('size', models.PositiveIntegerField()),
                ('added_on', models.DateField()),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('occurrence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='yearwheel.occurrence')),
            ],
            options={
                'ordering': ['added_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0), ('size__lte', 5000000)), name='evidence_of_a_sane_size')],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.UUIDField(db_index=True)),
                ('what', models.CharField(choices=[('done', 'ført som gjort'), ('moved', 'flyttet'), ('skipped', 'hoppet over'), ('handed_over', 'gitt videre')], max_length=12)),
                ('detail', models.CharField(blank=True, max_length=600)),
                ('before', models.JSONField()),
                ('made_by_name', models.CharField(max_length=200)),
                ('made_at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('occurrence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='yearwheel.occurrence')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.UniqueConstraint(models.F('occurrence'), models.F('batch'), name='change_once_in_a_batch')],
            },
        ),
        migrations.CreateModel(
            name='Wheel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('headcount', models.PositiveIntegerField()),
                ('is_public', models.BooleanField(default=False)),
                ('may_meet_violence', models.BooleanField(default=False)),
                ('chosen_on', models.DateField()),
                ('tended_at', models.DateTimeField(blank=True, null=True)),
                ('chosen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='wheel', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('headcount__gte', 1)), name='wheel_for_somebody')],
            },
        ),
    ]
